// Lets one ask the API from its page: starts Swagger UI over the API's own description.
const place = document.querySelector('[data-openapi]');
window.SwaggerUIBundle({
  url: place.dataset.openapi,
  domNode: place,
  deepLinking: true,
  validatorUrl: null,
  supportedSubmitMethods: ['get', 'post'],
});
