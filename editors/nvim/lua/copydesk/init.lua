-- What the commands do and the offer to make a folder a corpus. See editors/protocol.md.
local M = {}

---@param message string
---@param level? integer
local function say(message, level)
  vim.notify('Copydesk: ' .. message, level or vim.log.levels.INFO)
end

---@return vim.lsp.Client[]
local function clients()
  return vim.lsp.get_clients({ name = 'copydesk' })
end

-- The folders that were offered already, one a line.
local function offers_file()
  return vim.fs.joinpath(vim.fn.stdpath('state') --[[@as string]], 'copydesk-offers')
end

---@param folder string
---@return boolean
local function was_offered(folder)
  local file = io.open(offers_file())
  if not file then
    return false
  end
  for line in file:lines() do
    if line == folder then
      file:close()
      return true
    end
  end
  file:close()
  return false
end

---@param folder string
---@return boolean written
local function remember_offer(folder)
  vim.fn.mkdir(vim.fn.stdpath('state') --[[@as string]], 'p')
  local file = io.open(offers_file(), 'a')
  if not file then
    return false
  end
  file:write(folder, '\n')
  file:close()
  return true
end

--- The folder to check together: the one that was opened, else the one that holds the article.
---@param buf integer
---@param root? string
---@return string?
local function folder_of(buf, root)
  local name = vim.api.nvim_buf_get_name(buf)
  if root then
    return vim.fs.normalize(root)
  elseif name ~= '' and vim.bo[buf].buftype == '' then
    return vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(name, ':p')))
  end
end

--- Neither the home folder nor the whole disk is a corpus.
---@param folder string
---@return boolean
local function too_wide(folder)
  local real = vim.uv.fs_realpath(folder) or folder
  local home = vim.uv.os_homedir()
  return real == (home and vim.uv.fs_realpath(home)) or vim.fs.dirname(real) == real
end

--- Tells once of :CopydeskCorpus where a folder of articles has no copydesk.toml.
---@param client vim.lsp.Client
---@param buf integer
local function offer(client, buf)
  local folder = folder_of(buf, client.root_dir)
  if not folder or too_wide(folder) or vim.fs.root(buf, 'copydesk.toml') or was_offered(folder) then
    return
  end
  -- not remembered, it would come back with every article: then rather never
  if remember_offer(folder) then
    say(('to check the articles of %s together, type :CopydeskCorpus'):format(vim.fn.fnamemodify(folder, ':~')))
  end
end

--- Shows on the first line how far the checking of an article is, and follows it.
---@param buf integer
local function show_progress(buf)
  local group = vim.api.nvim_create_augroup('copydesk-progress-' .. buf, {})
  local function refresh()
    vim.lsp.codelens.refresh({ bufnr = buf })
  end
  vim.api.nvim_create_autocmd({ 'BufEnter', 'CursorHold', 'InsertLeave', 'TextChanged' }, {
    group = group,
    buffer = buf,
    callback = refresh,
  })
  refresh()
end

---@param client vim.lsp.Client
---@param buf integer
function M.attached(client, buf)
  if require('copydesk.config').get().inlay_hints and client:supports_method('textDocument/inlayHint', buf) then
    vim.lsp.inlay_hint.enable(true, { bufnr = buf })
  end
  -- The lens that counts who is named; the server names the command and leaves it to the editor.
  vim.lsp.commands['copydesk.showNames'] = function()
    vim.lsp.buf.document_symbol()
  end
  if client:supports_method('textDocument/codeLens', buf) then
    show_progress(buf)
  end
  require('copydesk.claims')
  require('copydesk.checking').follow(buf)
  offer(client, buf)
end

--- Whether there is a server to start. Says once what to do where there is none.
---@return boolean
function M.server_found()
  local path = require('copydesk.config').get().server_path
  if vim.fn.executable(path) == 1 then
    return true
  end
  vim.notify_once(
    ('Copydesk: the server "%s" was not found. Put it on your PATH or name it in vim.g.copydesk, then :CopydeskRestart. See :checkhealth copydesk'):format(
      path
    ),
    vim.log.levels.WARN
  )
  return false
end

--- Stops the server and starts it again for every open article.
function M.restart()
  local function stopped()
    return #clients() == 0
  end
  local running = clients()
  vim.lsp.enable('copydesk', false)
  if not vim.wait(2000, stopped, 20) then
    for _, client in ipairs(running) do
      client:stop(true)
    end
    vim.wait(1000, stopped, 20)
  end
  vim.lsp.enable('copydesk') -- attaches to the open articles too
end

--- Shows Neovim's log of language servers, where the server's own lines are.
function M.log()
  vim.cmd.tabnew({ vim.lsp.log.get_filename() })
  vim.cmd('normal! G')
end

--- The server of the current article, else any; says so if there is none.
---@return vim.lsp.Client?
local function a_client()
  local client = vim.lsp.get_clients({ name = 'copydesk', bufnr = 0 })[1] or clients()[1]
  if not client then
    say('the server is not running. Open an article first, or see :checkhealth copydesk', vim.log.levels.WARN)
  end
  return client
end

local HINT = vim.lsp.protocol.DiagnosticSeverity.Hint
local TYPES = { 'E', 'W', 'I' }

--- The findings of one article as lines of the quickfix list. Hints are shown in the article alone.
---@param report lsp.WorkspaceFullDocumentDiagnosticReport
---@param encoding string
---@return vim.quickfix.entry[]
local function quickfix_lines(report, encoding)
  local rows = {}
  for _, found in ipairs(report.items) do
    if found.severity ~= HINT then
      local place = { uri = report.uri, range = found.range }
      local row = vim.lsp.util.locations_to_items({ place }, encoding)[1]
      table.insert(rows, vim.tbl_extend('force', row, { text = found.message, type = TYPES[found.severity] }))
    end
  end
  return rows
end

--- Lists what is found in all articles that are checked together, open or not.
function M.findings()
  local client = a_client()
  if not client then
    return
  end
  say('looking through the articles …')
  client:request('workspace/diagnostic', { previousResultIds = {} }, function(err, result)
    if err then
      return say(err.message, vim.log.levels.WARN)
    end
    table.sort(result.items, function(a, b)
      return a.uri < b.uri
    end)
    local rows = {}
    for _, report in ipairs(result.items) do
      vim.list_extend(rows, quickfix_lines(report, client.offset_encoding))
    end
    if #rows == 0 then
      return say('nothing was found in the articles that are checked together')
    end
    vim.fn.setqflist({}, ' ', { title = 'Copydesk: findings', items = rows })
    vim.cmd.copen()
  end)
end

--- Makes a folder a corpus: its articles are checked together from now on.
---@param folder? string default: the folder of the current article
function M.corpus(folder)
  local client = a_client()
  if not client then
    return
  end
  if folder then
    folder = vim.fs.normalize(vim.fn.fnamemodify(folder, ':p')):gsub('(.)/$', '%1')
  else
    folder = folder_of(0, client.root_dir)
  end
  if not folder then
    return say('save the article first, or name a folder: :CopydeskCorpus FOLDER', vim.log.levels.WARN)
  elseif vim.fn.isdirectory(folder) == 0 then
    return say(('there is no folder %s'):format(folder), vim.log.levels.WARN)
  elseif too_wide(folder) then
    return say(
      ('%s is too wide for a corpus. Name the folder that holds the articles'):format(folder),
      vim.log.levels.WARN
    )
  elseif vim.uv.fs_stat(vim.fs.joinpath(folder, 'copydesk.toml')) then
    return say(('the articles of %s are checked together already'):format(vim.fn.fnamemodify(folder, ':~')))
  end
  remember_offer(folder)
  client:request('workspace/executeCommand', {
    command = 'copydesk.createConfig',
    arguments = { vim.uri_from_fname(folder) },
  }, function(err, result)
    if err then
      return say(
        ('%s could not be written: %s'):format(vim.fs.joinpath(folder, 'copydesk.toml'), err.message),
        vim.log.levels.ERROR
      )
    end
    say(
      ('the articles of %s are checked together. Settings: %s'):format(
        vim.fn.fnamemodify(folder, ':~'),
        vim.fn.fnamemodify(vim.uri_to_fname(result.uri), ':~:.')
      )
    )
    -- a server that started for a lone file or a wider folder has another root: articles opened next would get a second one
    if client.root_dir ~= folder then
      M.restart()
    end
  end)
end

return M
