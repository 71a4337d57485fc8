// A peer of equal duty in Node.js: the signature over the raw body is checked, the id is unique,
// and each delivery is on the disk before it is answered.
import { createHmac, timingSafeEqual } from "node:crypto";
import Database from "better-sqlite3";
import Fastify from "fastify";

const { PEER_SECRET, PEER_DATABASE, PORT } = process.env;

const database = new Database(PEER_DATABASE);
database.pragma("journal_mode = WAL");
database.pragma("synchronous = FULL");
database.exec(`CREATE TABLE IF NOT EXISTS deliveries (
  key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, event TEXT NOT NULL, body BLOB NOT NULL)`);
const store = database.prepare(
  "INSERT INTO deliveries (id, event, body) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
);

const app = Fastify({ logger: false });
app.removeAllContentTypeParsers();
app.addContentTypeParser("*", { parseAs: "buffer" }, (_request, body, done) => done(null, body));

app.post("/webhook", (request, reply) => {
  const { headers, body } = request;
  const expected = Buffer.from(
    `sha256=${createHmac("sha256", PEER_SECRET).update(body).digest("hex")}`,
  );
  const given = Buffer.from(headers["x-hub-signature-256"] ?? "");
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return reply.code(401).send({ status: "invalid signature" });
  }
  const { changes } = store.run(headers["x-github-delivery"], headers["x-github-event"], body);
  return reply
    .code(changes ? 202 : 200)
    .send({ status: changes ? "accepted" : "duplicate" });
});

await app.listen({ host: "127.0.0.1", port: Number(PORT) });
