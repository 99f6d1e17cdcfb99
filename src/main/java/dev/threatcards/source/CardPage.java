package dev.threatcards.source;

final class CardPage implements Form {
    static final String FORM = "card page";

    @Override
    public boolean recognises(String head) {
        return false;
    }

    @Override
    public void read(java.io.InputStream content, String location, CardSink sink) {
    }
}
