// What Swagger UI does for whoever tries the API out: a fresh Idempotency-Key, the last ETag seen as If-Match, the token of the last
// sign-in, and, for the ids that the document's examples stand in for, those which earlier steps of the walk were given.
// A value that was typed over an example is sent as it was typed.
(() => {
  const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const tags = new Map();
  const ids = new Map();
  const running = new Map();
  let operations = [];
  let steps = [];

  // An expiry in the examples is so far away that it stands for a year from now.
  const far = '2099-12-31T00:00:00Z';
  const inAYear = () => new Date(Date.now() + 365 * 24 * 3600 * 1000).toISOString();

  const resolve = (text) => text.replace(uuid, (id) => ids.get(id) ?? id).replaceAll(far, inAYear);
  const pathOf = (url) => new URL(url, window.location.href).pathname;
  const canonical = (body) => {
    const sorted = (value) =>
      Array.isArray(value)
        ? value.map(sorted)
        : value && typeof value === 'object'
          ? Object.fromEntries(Object.keys(value).sort().map((key) => [key, sorted(value[key])]))
          : value;
    try {
      return JSON.stringify(sorted(JSON.parse(body)));
    } catch {
      return '';
    }
  };

  function readDocument(document) {
    operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
    );
    steps = Object.values(document['x-walk']).flat();
  }

  // The step whose request this is, as long as its examples were left as they are.
  function stepOf(request) {
    const path = pathOf(request.url);
    return steps.find((step) => {
      const operation = operations.find((x) => x.operationId === step.operationId);
      const filled = operation.path.replace(/\{(\w+)\}/g, (_, name) => step.parameters[name]);
      const example = operation.requestBody?.content['application/json']?.examples[step.example].value;
      return (
        operation.method === request.method.toUpperCase() &&
        filled === path &&
        (!example || canonical(JSON.stringify(example)) === canonical(request.body))
      );
    });
  }

  function tagOf(path) {
    for (let resource = path; resource; resource = resource.slice(0, resource.lastIndexOf('/'))) {
      if (tags.has(resource)) {
        return tags.get(resource);
      }
    }
    return undefined;
  }

  function onRequest(request) {
    if (request.loadSpec) {
      return request;
    }
    const step = stepOf(request);
    request.url = resolve(request.url);
    if (typeof request.body === 'string') {
      request.body = resolve(request.body);
    }
    if (request.headers['Idempotency-Key'] === '5f0c3b34-7f6a-4a53-9f0e-0d9a4a7d3c11') {
      request.headers['Idempotency-Key'] = crypto.randomUUID();
    }
    if (request.headers['If-Match'] === '"1"') {
      request.headers['If-Match'] = tagOf(pathOf(request.url)) ?? '"1"';
    }
    running.set(pathOf(request.url), step);
    return request;
  }

  function onResponse(response) {
    const path = pathOf(response.url);
    let body;
    try {
      body = JSON.parse(response.text);
    } catch {
      return response;
    }
    if (body.openapi) {
      readDocument(body);
      return response;
    }
    if (!response.ok) {
      return response;
    }
    if (path === '/development/tokens') {
      window.ui.preauthorizeApiKey('bearer', body.accessToken);
    }
    // The ETag is of the resource whose id the answer names, when it stands in the path; else of the new one, or of what was addressed.
    const at = typeof body.id === 'string' ? path.indexOf(body.id) : -1;
    // A weak tag is for caches: what a change wants is the version, which is strong.
    if (response.headers.etag?.startsWith('"')) {
      tags.set(at >= 0 ? path.slice(0, at + body.id.length) : (response.headers.location ?? path), response.headers.etag);
    }
    const step = running.get(path);
    for (const [standIn, member] of Object.entries(step?.keeps ?? {})) {
      ids.set(standIn, member.split('/').reduce((value, name) => value[name], body));
    }
    return response;
  }

  // Swagger UI's own setting for interceptors makes functions out of text, which the pages' content security policy forbids.
  document.addEventListener('DOMContentLoaded', () => {
    window.SwaggerUIBundle = new Proxy(window.SwaggerUIBundle, {
      apply: (bundle, self, [options]) =>
        bundle.call(self, { ...options, requestInterceptor: onRequest, responseInterceptor: onResponse }),
    });
  });
})();
