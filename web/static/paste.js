// For pages with a pasted text: Ctrl+Enter submits, a dropped file is sent or its text read into the box, the cards found can be copied.

const MOST = 5 * 1024 * 1024; // bytes of a text, and of a file: the limits of the server
const LARGEST = 20 * 1024 * 1024;

const box = document.getElementById('pasted');
const announcement = document.getElementById('announcement');

function button(text, onClick) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  made.addEventListener('click', onClick);
  return made;
}

box.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.isComposing) {
    event.preventDefault();
    box.form.requestSubmit();
  }
});

async function read(file) {
  if (file.size > MOST) {
    box.setCustomValidity(`“${file.name}” has more than 5 MB. Paste a part of it.`);
    box.reportValidity();
    return;
  }
  box.value = await file.text();
  box.setCustomValidity('');
  box.focus();
}

box.addEventListener('input', () => box.setCustomValidity(''));

// Where the server reads files in several forms, the form has a field for them.
const upload = box.form.querySelector('input[type=file]');

if (!upload) {
  const files = document.createElement('input');
  files.type = 'file';
  files.accept = 'text/*,.txt,.md,.csv,.log,.json,.html';
  files.hidden = true;
  files.addEventListener('change', () => {
    if (files.files.length > 0) {
      read(files.files[0]);
      files.value = '';
    }
  });
  box.form.querySelector('.actions').append(files, button('Read a text file', () => files.click()));
} else {
  upload.addEventListener('change', () => {
    const large = upload.files.length > 0 && upload.files[0].size > LARGEST;
    upload.setCustomValidity(large ? 'A file has at most 20 MB.' : '');
    upload.reportValidity();
  });
  // A downloaded answer is about the text that the page shows.
  box.form.addEventListener('submit', (event) => {
    if (event.submitter && event.submitter.name === 'as') {
      upload.value = '';
    }
  });
}

// Otherwise the browser would open a dropped file in place of the page.
box.addEventListener('drop', (event) => {
  if (event.dataTransfer.files.length > 0) {
    event.preventDefault();
    if (upload) {
      upload.files = event.dataTransfer.files;
      upload.dispatchEvent(new Event('change'));
    } else {
      read(event.dataTransfer.files[0]);
    }
  }
});

const taken = document.querySelector('.taken');
if (taken && navigator.clipboard) {
  const copy = button('Copy card names', async () => {
    const names = new Set([...document.querySelectorAll('.meant')].map((card) => card.textContent));
    await navigator.clipboard.writeText([...names].join('\n'));
    announcement.textContent = names.size === 1 ? '1 name copied' : `${names.size} names copied`;
    copy.textContent = announcement.textContent;
  });
  taken.append(copy);
}
