-- Sends one body again and again, each time as another delivery: its id is a new one.
-- Arguments: the file with the body, a prefix of the ids, then "name: value" for each header.

local requests = 0
local before, after

function init(args)
  local file = assert(io.open(args[1], "rb"))
  local body = file:read("*a")
  file:close()
  for each = 3, #args do
    local name, value = args[each]:match("^(.-): (.*)$")
    wrk.headers[name] = value
  end
  wrk.headers["X-GitHub-Delivery"] = "@"
  local whole = wrk.format("POST", nil, nil, body)
  local at = whole:find("@", 1, true)
  before, after = whole:sub(1, at - 1) .. args[2], whole:sub(at + 1)
end

function request()
  requests = requests + 1
  return before .. requests .. after
end

-- The last line is for load.py: times in microseconds, `refused` as wrk counts answers from 400 on.
function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"answered": %d, "refused": %d, "broken": %d, "time": %d, "p50": %d, "p99": %d}\n',
    summary.requests,
    errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    summary.duration,
    latency:percentile(50),
    latency:percentile(99)))
end
