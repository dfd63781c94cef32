-- What the journeys share: counting, waiting, and what a person looks at.
local fixture = assert(vim.env.FIXTURE)
local patience = tonumber(vim.env.PATIENCE) or 10000 -- milliseconds; a machine under load is slow
local passed, failed = 0, 0

local function check(name, ok, got)
  if ok then
    passed = passed + 1
  else
    failed = failed + 1
  end
  io.write(
    ('%s %s%s\n'):format(
      ok and 'ok  ' or 'FAIL',
      name,
      (not ok and got ~= nil) and ('\n     got ' .. vim.inspect(got, { newline = ' ', indent = '' })) or ''
    )
  )
  return ok
end

local function wait(condition)
  return vim.wait(patience, condition, 20)
end

-- One step that breaks fails alone; the journey goes on.
local function step(name, body)
  local ok, err = pcall(body)
  if not ok then
    check(name, false, err)
  end
end

local notes = {}
vim.notify = function(message) ---@diagnostic disable-line: duplicate-set-field
  table.insert(notes, message)
end
local function noted(pattern)
  return #vim.tbl_filter(function(n)
    return n:find(pattern, 1, true) ~= nil
  end, notes)
end

local function lines(buf)
  return table.concat(vim.api.nvim_buf_get_lines(buf, 0, -1, false), '\n')
end

local function open(path)
  vim.cmd.edit(path)
  return vim.api.nvim_get_current_buf()
end

local function client_of(buf)
  wait(function()
    local c = vim.lsp.get_clients({ bufnr = buf, name = 'copydesk' })[1]
    return c ~= nil and c.initialized
  end)
  return vim.lsp.get_clients({ bufnr = buf, name = 'copydesk' })[1]
end

local function findings(buf, code)
  return vim.tbl_filter(function(d)
    return d.source == 'copydesk' and d.code == code
  end, vim.diagnostic.get(buf))
end

local function wait_findings(buf, code, count)
  return wait(function()
    return #findings(buf, code) == count
  end)
end

-- The text that a diagnostic underlines: columns are bytes, so a wrong encoding shows here.
local function underlined(buf, d)
  return table.concat(vim.api.nvim_buf_get_text(buf, d.lnum, d.col, d.end_lnum, d.end_col, {}), '\n')
end

-- Puts the cursor on the nth place where the text stands.
local function at(buf, text, nth)
  vim.api.nvim_set_current_buf(buf)
  local seen = 0
  for row, line in ipairs(vim.api.nvim_buf_get_lines(buf, 0, -1, false)) do
    local from = 1
    while true do
      local s, e = line:find(text, from, true)
      if not s then
        break
      end
      seen = seen + 1
      if seen == (nth or 1) then
        return vim.api.nvim_win_set_cursor(0, { row, s - 1 })
      end
      from = e + 1
    end
  end
  error('not in the article: ' .. text)
end

local function request(buf, method, extra)
  local client = assert(client_of(buf), 'no client')
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = assert(client:request_sync(method, vim.tbl_extend('force', params, extra or {}), 5000, buf))
  assert(not answer.err, vim.inspect(answer.err))
  return answer.result
end

-- The text at a Location or LocationLink, in the client's own encoding.
local function text_at(buf, location)
  local uri, range = location.uri or location.targetUri, location.range or location.targetSelectionRange
  local target = vim.uri_to_bufnr(uri)
  vim.fn.bufload(target)
  local encoding = client_of(buf).offset_encoding
  local function byte(p)
    local line = vim.api.nvim_buf_get_lines(target, p.line, p.line + 1, false)[1]
    return vim.str_byteindex(line, encoding, p.character)
  end
  return table.concat(
    vim.api.nvim_buf_get_text(target, range.start.line, byte(range.start), range['end'].line, byte(range['end']), {}),
    '\n'
  ),
    vim.fs.basename(vim.uri_to_fname(uri))
end

local function float_text()
  local text
  wait(function()
    for _, w in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(w).relative ~= '' then
        text = lines(vim.api.nvim_win_get_buf(w))
      end
    end
    return text ~= nil
  end)
  for _, w in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(w).relative ~= '' then
      vim.api.nvim_win_close(w, true)
    end
  end
  return text or ''
end

local function finish()
  io.write(('%d passed, %d failed\n'):format(passed, failed))
  vim.cmd(failed == 0 and 'qall!' or 'cquit! 1')
end

return {
  fixture = fixture,
  patience = patience,
  notes = notes,
  finish = finish,
  check = check,
  wait = wait,
  step = step,
  noted = noted,
  lines = lines,
  open = open,
  client_of = client_of,
  findings = findings,
  wait_findings = wait_findings,
  underlined = underlined,
  at = at,
  request = request,
  text_at = text_at,
  float_text = float_text,
}
