// Reads cases, one JSON object a line: {secret, format, headers, body}. Answers each with a line: "ok" or what the official
// verifier of Standard Webhooks says against it.
const { Webhook } = require("standardwebhooks");
const lines = require("readline").createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const { secret, format, headers, body } = JSON.parse(line);
  try {
    new Webhook(secret, format ? { format } : undefined).verify(body, headers);
    console.log("ok");
  } catch (error) {
    console.log(error.message);
  }
});
