-- Asks for the addresses of a file in turn, and says in one line what came of it.
-- Arguments: the file of addresses, the Host to ask for, and "count" to count other answers than
-- 200 one by one (which costs as much as the asking itself).
local threads = {}
local requests, place = {}, 0
other = 0

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  wrk.headers["Host"] = arguments[2]
  wrk.headers["Accept-Encoding"] = "gzip"
  for address in io.lines(arguments[1]) do
    table.insert(requests, wrk.format("GET", address))
  end
  if arguments[3] == "count" then
    response = function(status)
      if status ~= 200 then other = other + 1 end
    end
  end
end

function request()
  place = place % #requests + 1
  return requests[place]
end

function done(summary)
  local errors, others = summary.errors, 0
  for _, thread in ipairs(threads) do others = others + thread:get("other") end
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  print(string.format(
    '\n{"seconds": %f, "answers": %d, "bytes": %d, "errors": %d, "lost": %d, "other": %d}',
    summary.duration / 1e6, summary.requests, summary.bytes, errors.status, lost, others))
end
