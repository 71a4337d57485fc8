"""Answers: what each has, whoever gives it, and the one place where an error becomes one."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, reset_contextvars

from receiver.errors import ReceiverError
from receiver.handshakes import Reply
from receiver.middleware import request_ids
from receiver.middleware.problems import problem

CLOSE = (b"connection", b"close")


class AnswersMiddleware:
    """Binds a request's id to every log line, and sends it back with the answer.

    Who is below finds it in the state as `request_id`.

    Answers with the problem that was raised below, unless an answer had begun already. While
    the service stops, each answer is the last one on its connection: senders that keep them
    go elsewhere with their next delivery.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the request through, and see to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = request_ids.of(scope["headers"])
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        service = state.get("running")
        begun = False

        async def answer(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                last = (CLOSE,) if service and service.stopping else ()
                header = (request_ids.HEADER, request_id.encode())
                message["headers"] = [*message.get("headers", ()), header, *last]
            await send(message)

        before = bind_contextvars(request_id=request_id)
        try:
            await self._app(scope, receive, answer)
        except ReceiverError as error:
            if begun:
                raise
            await problem(error)(scope, receive, answer)
        finally:
            reset_contextvars(**before)


async def give(reply: Reply, send: Send) -> None:
    """Send a reply."""
    headers = [(name.lower().encode(), value.encode()) for name, value in reply.headers.items()]
    if reply.has_body:
        headers.append((b"content-length", b"%d" % len(reply.body)))
    await send({"type": "http.response.start", "status": reply.status, "headers": headers})
    await send({"type": "http.response.body", "body": reply.body})
