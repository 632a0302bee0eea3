const RETRY_AFTER_S = 5;

const HTML = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="${RETRY_AFTER_S}">
<title>Back in a moment</title>
<style>
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px; }
main { max-width: 30rem; }
h1 { font-size: 1.5rem; margin: 0 0 8px; }
</style>
</head>
<body>
<main>
<h1>Back in a moment</h1>
<p>The database cannot be reached right now. Visitors are still being counted, and nothing that was accepted is lost.</p>
<p>This page tries again every ${RETRY_AFTER_S} seconds.</p>
</main>
</body>
</html>
`;

/** Whether a request is a person opening a page, as opposed to a call of the API or a part of a page. */
export const isDocument = (request: Request): boolean =>
  request.method === "GET" &&
  !new URL(request.url).pathname.startsWith("/api/") &&
  (request.headers.get("accept") ?? "").includes("text/html");

/** What a page answers while the database is away: 503, with a page that tries again by itself. */
export const awayPage = (headers: Record<string, string>): Response =>
  new Response(HTML, {
    status: 503,
    headers: {
      ...headers,
      "content-type": "text/html; charset=utf-8",
      "retry-after": String(RETRY_AFTER_S),
      "cache-control": "no-store",
    },
  });
