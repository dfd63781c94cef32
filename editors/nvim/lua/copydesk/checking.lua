-- What the server knows of the checking of each article: its claims, what is left to check, its sources.
-- The server owns every place in the text: after an edit it is asked again. See editors/protocol.md.
local M = {}

--- Something that a person noted. A confidential one stays on this machine.
---@class copydesk.Entry
---@field id string
---@field author string
---@field text string
---@field confidential boolean

---@class copydesk.Claim
---@field id string
---@field state string
---@field kind string
---@field saidBy? string
---@field owner? string
---@field words string
---@field missing string[]
---@field ranges lsp.Range[]
---@field entries copydesk.Entry[]

---@class copydesk.Proposal
---@field range lsp.Range
---@field kind string
---@field words string
---@field why string
---@field saidBy? string
---@field rule string

--- The first entry is the source itself.
---@class copydesk.Source
---@field id string
---@field title string
---@field link? string
---@field entries copydesk.Entry[]

---@class copydesk.Checking
---@field state? string
---@field claims copydesk.Claim[]
---@field sources copydesk.Source[]
---@field notes copydesk.Entry[] confidential notes on the article as a whole

local PAUSE_MS = 250

---@type table<integer, copydesk.Checking>
local known = {}
---@type table<integer, uv.uv_timer_t>
local due = {}
--- Which question about each article was the last: answers come in any order, and an older one shows nothing.
---@type table<integer, integer>
local asked = {}
local questions = 0
---@type fun(buf: integer)[]
local listeners = {}

---@param buf integer
---@return vim.lsp.Client?
function M.client(buf)
  return vim.lsp.get_clients({ name = 'copydesk', bufnr = buf })[1]
end

--- Runs a command of the server on an article. An error is for the person who asked.
---@param buf integer
---@param command string
---@param arguments any[] what follows the article; vim.NIL for what is left out
---@param answered fun(err?: string, result: any)
function M.ask(buf, command, arguments, answered)
  local client = M.client(buf)
  if not client then
    return answered('the server is not running. Open an article first, or see :checkhealth copydesk')
  end
  client:request('workspace/executeCommand', {
    command = 'copydesk.' .. command,
    arguments = vim.list_extend({ vim.uri_from_bufnr(buf) }, arguments),
  }, function(err, result)
    answered(err and err.message, result)
  end, buf)
end

--- What is known of an article; nothing where it is in no folder that is checked together.
---@param buf integer
---@return copydesk.Checking?
function M.of(buf)
  return known[buf]
end

--- Asks the server again, and tells who listens.
---@param buf integer
function M.refresh(buf)
  if not vim.api.nvim_buf_is_loaded(buf) or not M.client(buf) then
    return
  end
  questions = questions + 1
  local question = questions
  asked[buf] = question
  local tick = vim.api.nvim_buf_get_changedtick(buf)
  M.ask(buf, 'claims', {}, function(err, result)
    if not vim.api.nvim_buf_is_loaded(buf) or asked[buf] ~= question then
      return
    elseif vim.api.nvim_buf_get_changedtick(buf) ~= tick then
      return M.soon(buf) -- its places are those of another text
    end
    known[buf] = not err and result or nil
    for _, listener in ipairs(listeners) do
      listener(buf)
    end
  end)
end

--- The same after a pause in the typing.
---@param buf integer
function M.soon(buf)
  local timer = due[buf] or assert(vim.uv.new_timer())
  due[buf] = timer
  timer:start(PAUSE_MS, 0, function()
    vim.schedule(function()
      M.refresh(buf)
    end)
  end)
end

---@param listener fun(buf: integer)
function M.on_change(listener)
  table.insert(listeners, listener)
end

--- Follows an article: its edits, and what others note of it.
---@param buf integer
function M.follow(buf)
  local group = vim.api.nvim_create_augroup('copydesk-checking-' .. buf, {})
  vim.api.nvim_create_autocmd({ 'TextChanged', 'TextChangedI', 'BufEnter', 'DiagnosticChanged' }, {
    group = group,
    buffer = buf,
    callback = function()
      M.soon(buf)
    end,
  })
  vim.api.nvim_create_autocmd('BufUnload', {
    group = group,
    buffer = buf,
    callback = function()
      known[buf] = nil
      asked[buf] = nil
      if due[buf] then
        due[buf]:close()
        due[buf] = nil
      end
    end,
  })
  M.refresh(buf)
end

--- Something was noted of one of the articles of a server.
---@param client_id integer
function M.noted(client_id)
  for buf in pairs((vim.lsp.get_client_by_id(client_id) or { attached_buffers = {} }).attached_buffers) do
    M.refresh(buf)
    vim.lsp.codelens.refresh({ bufnr = buf })
  end
end

--- A place of the server's as Neovim counts: rows and byte columns from 0, the end left out.
---@param buf integer
---@param range lsp.Range
---@return integer row, integer col, integer end_row, integer end_col
function M.place(buf, range)
  local client = M.client(buf)
  local encoding = client and client.offset_encoding or 'utf-16'
  local function byte(position)
    local line = vim.api.nvim_buf_get_lines(buf, position.line, position.line + 1, false)[1] or ''
    return vim.str_byteindex(line, encoding, position.character, false)
  end
  return range.start.line, byte(range.start), range['end'].line, byte(range['end'])
end

--- Whether the cursor of the current window is in a place of its article.
---@param range lsp.Range
---@return boolean
function M.at_cursor(range)
  local row, col, end_row, end_col = M.place(0, range)
  local line, at = unpack(vim.api.nvim_win_get_cursor(0))
  line = line - 1
  return (line > row or line == row and at >= col) and (line < end_row or line == end_row and at <= end_col)
end

return M
