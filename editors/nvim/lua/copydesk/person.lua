-- Asking a person one thing after the other. Whoever gives no answer (Escape) ends the asking, and nothing was done.
local M = {}

--- Runs `start` and waits for what it is answered. Only inside M.ask_through.
---@param start fun(answered: fun(answer: any, more: any))
---@return any answer, any more
function M.wait_for(start)
  local asking = assert(coroutine.running())
  local answer, waits
  start(function(...)
    answer = { ... }
    if waits then
      local ok, err = coroutine.resume(asking)
      if not ok then
        vim.notify(debug.traceback(asking, err), vim.log.levels.ERROR)
      end
    end
  end)
  if not answer then
    waits = true
    coroutine.yield()
  end
  return unpack(answer, 1, 2)
end

--- Asks a person through: `questions` may wait for answers.
---@param questions fun()
function M.ask_through(questions)
  local asking = coroutine.create(questions)
  local ok, err = coroutine.resume(asking)
  if not ok then
    vim.notify(debug.traceback(asking, err), vim.log.levels.ERROR)
  end
end

--- One line; nil if the person leaves.
---@param prompt string
---@param default? string
---@return string?
function M.line(prompt, default)
  return M.wait_for(function(answered)
    vim.ui.input({ prompt = prompt .. (prompt:match('%?$') and ' ' or ': '), default = default }, answered)
  end)
end

--- One of some; nil if the person leaves.
---@generic T
---@param prompt string
---@param items T[]
---@param words fun(item: T): string
---@return T?
function M.choice(prompt, items, words)
  return M.wait_for(function(answered)
    vim.ui.select(items, { prompt = prompt, format_item = words }, answered)
  end)
end

return M
