-- The claims in the text: a line under their words, a sign, and below them what was said about each. And their lists.
local checking = require('copydesk.checking')

local M = {}

local NAMESPACE = vim.api.nvim_create_namespace('copydesk-claims')
local WIDTH = 76

-- By state: the sign that the report has too, and the look, which goes by the kind of line and not by colour alone.
local LOOKS = {
  ['open'] = { sign = '?', name = 'Open', link = 'Hint' },
  ['checked'] = { sign = '✓', name = 'Checked', link = 'Ok' },
  ['wrong'] = { sign = '✗', name = 'Wrong', link = 'Error' },
  ['disputed'] = { sign = '≠', name = 'Disputed', link = 'Warn' },
  ['changed since checked'] = { sign = '↻', name = 'Stale', link = 'Warn' },
}

local shows_threads = require('copydesk.config').get().threads

for _, look in pairs(LOOKS) do
  vim.api.nvim_set_hl(0, 'Copydesk' .. look.name, { link = 'DiagnosticUnderline' .. look.link, default = true })
  vim.api.nvim_set_hl(0, 'CopydeskSign' .. look.name, { link = 'DiagnosticSign' .. look.link, default = true })
end
vim.api.nvim_set_hl(0, 'CopydeskThread', { link = 'Comment', default = true })

--- Breaks a text at spaces, so that no line is cut off at the edge of the window.
---@param text string
---@param indent string
---@return string[]
local function wrapped(text, indent)
  local lines, line = {}, ''
  for word in text:gsub('%*%*', ''):gmatch('%S+') do
    if line ~= '' and vim.fn.strdisplaywidth(line .. ' ' .. word) > WIDTH then
      table.insert(lines, indent .. line)
      line = '  ' .. word
    else
      line = line == '' and word or line .. ' ' .. word
    end
  end
  table.insert(lines, indent .. line)
  return lines
end

---@param entry copydesk.Entry
---@return string
function M.entry_line(entry)
  return ('%s%s: %s'):format(entry.author, entry.confidential and ', confidential' or '', entry.text)
end

---@param claim copydesk.Claim
---@return [string, string][][]
local function thread(claim)
  local look = LOOKS[claim.state]
  local head = ('%s %s: %s'):format(look.sign, claim.kind, claim.state)
  local parts = vim.list_extend({ head }, claim.missing)
  table.insert(parts, claim.owner ~= vim.NIL and claim.owner or nil)
  local lines = wrapped(table.concat(parts, ' · '), '  ┆ ')
  for n, entry in ipairs(claim.entries) do
    -- the first one only says that it is a claim
    if n > 1 or entry.text:find(':', 1, true) then
      vim.list_extend(lines, wrapped(M.entry_line(entry), '  ┆ '))
    end
  end
  return vim.tbl_map(function(line)
    return { { line, 'CopydeskThread' } }
  end, lines)
end

---@param buf integer
local function draw(buf)
  vim.api.nvim_buf_clear_namespace(buf, NAMESPACE, 0, -1)
  local known = checking.of(buf)
  for _, claim in ipairs(known and known.claims or {}) do
    local look = LOOKS[claim.state]
    for n, range in ipairs(look and claim.ranges or {}) do
      local row, col, end_row, end_col = checking.place(buf, range)
      vim.api.nvim_buf_set_extmark(buf, NAMESPACE, row, col, {
        end_row = end_row,
        end_col = end_col,
        hl_group = 'Copydesk' .. look.name,
        sign_text = n == 1 and look.sign or nil,
        sign_hl_group = 'CopydeskSign' .. look.name,
      })
      if shows_threads and n == #claim.ranges then
        vim.api.nvim_buf_set_extmark(buf, NAMESPACE, end_row, end_col, { virt_lines = thread(claim) })
      end
    end
  end
end

checking.on_change(draw)

--- Shows what was said about the claims below them, or hides it.
function M.toggle()
  shows_threads = not shows_threads
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if checking.of(buf) then
      draw(buf)
    end
  end
end

---@param buf integer
---@param range? lsp.Range
---@param text string
local function row_of(buf, range, text)
  if not range then
    return { bufnr = buf, text = text }
  end
  local row, col, end_row, end_col = checking.place(buf, range)
  return { bufnr = buf, lnum = row + 1, col = col + 1, end_lnum = end_row + 1, end_col = end_col + 1, text = text }
end

---@param title string
---@param rows table[]
---@param none string
local function show_list(title, rows, none)
  if #rows == 0 then
    return vim.notify('Copydesk: ' .. none)
  end
  vim.fn.setloclist(0, {}, ' ', { title = title, items = rows })
  vim.cmd.lopen()
end

--- Lists the claims of the current article.
function M.list()
  local buf = vim.api.nvim_get_current_buf()
  checking.ask(buf, 'claims', {}, function(err, result)
    if err then
      return vim.notify('Copydesk: ' .. err, vim.log.levels.WARN)
    end
    local rows = vim.tbl_map(function(claim)
      local text = table.concat(vim.list_extend({ claim.state, claim.words }, claim.missing), ' · ')
      return row_of(buf, claim.ranges[1], text)
    end, result.claims)
    show_list('Claims: ' .. (result.state or 'none'), rows, 'this article has no claims yet')
  end)
end

--- Lists the sources of the current article with what is known of each, and the confidential notes on the article.
function M.list_sources()
  local buf = vim.api.nvim_get_current_buf()
  checking.ask(buf, 'claims', {}, function(err, result)
    if err then
      return vim.notify('Copydesk: ' .. err, vim.log.levels.WARN)
    end
    local rows = {}
    for _, source in ipairs(result.sources) do
      for n, entry in ipairs(source.entries) do
        local line = M.entry_line(entry):gsub('%*%*', '')
        table.insert(rows, row_of(buf, nil, n == 1 and ('%s · %s'):format(source.title, line) or '  ' .. line))
      end
    end
    for _, note in ipairs(result.notes) do
      table.insert(rows, row_of(buf, nil, M.entry_line(note)))
    end
    show_list(('%d sources'):format(#result.sources), rows, 'this article has no sources yet')
  end)
end

--- Lists what is left to check in the current article, the riskiest first.
function M.list_to_check()
  local buf = vim.api.nvim_get_current_buf()
  checking.ask(buf, 'proposals', {}, function(err, result)
    if err then
      return vim.notify('Copydesk: ' .. err, vim.log.levels.WARN)
    end
    local rows = vim.tbl_map(function(proposal)
      return row_of(buf, proposal.range, ('%s: %s · %s'):format(proposal.kind, proposal.words, proposal.why))
    end, result.proposals)
    show_list(('%d to check'):format(#rows), rows, 'nothing is left to check in this article')
  end)
end

return M
