-- What a person does with Copydesk in Neovim, step by step.
-- Started by run-nvim.sh. FIXTURE is a folder holding two copies of editors/fixture, corpus/ (with copydesk.toml) and lone/ (without), and one of seeds/.
local person = dofile(vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2)) .. '/steps.lua')
local fixture = person.fixture
local patience = person.patience
local notes = person.notes
local check = person.check
local wait = person.wait
local step = person.step
local noted = person.noted
local lines = person.lines
local open = person.open
local client_of = person.client_of
local findings = person.findings
local wait_findings = person.wait_findings
local underlined = person.underlined
local at = person.at
local request = person.request
local text_at = person.text_at
local float_text = person.float_text

local summit = open(fixture .. '/corpus/summit.txt')
local client = client_of(summit)
check('opening an article starts the server', client ~= nil)
check(
  'the folder is the one that holds copydesk.toml',
  client and client.root_dir == fixture .. '/corpus',
  client and client.root_dir
)

step('findings', function()
  check('a finding appears', wait_findings(summit, 'weekday-date', 1), vim.diagnostic.get(summit))
  local d = assert(findings(summit, 'weekday-date')[1], 'no finding')
  check(
    'it underlines the weekday, after ’ é £ and an emoji',
    underlined(summit, d) == 'Thursday',
    underlined(summit, d)
  )
  check('its message', d.message == 'June 9, 2000 was a Friday.', d.message)
  check('its severity', d.severity == vim.diagnostic.severity.WARN, d.severity)
end)

local back = open(fixture .. '/corpus/return.md')
step('second article', function()
  check('the second article has its own', wait_findings(back, 'impossible-date', 1), vim.diagnostic.get(back))
  local text = underlined(back, findings(back, 'impossible-date')[1])
  check('it underlines the date that does not exist', text:find('February 30', 1, true) ~= nil, text)
  check('one server for both', client_of(back).id == client.id)
end)

step('findings of the folder', function()
  vim.cmd.CopydeskFindings()
  check(
    ':CopydeskFindings lists what is found in all articles',
    wait(function()
      return vim.fn.getqflist({ title = 0 }).title == 'Copydesk: findings'
    end),
    vim.fn.getqflist({ title = 0, items = 0 })
  )
  local listed = vim.fn.getqflist()
  local weekday = vim.iter(listed):find(function(item)
    return item.text == 'June 9, 2000 was a Friday.'
  end)
  check(
    'with the place of each, in bytes',
    weekday
      and weekday.bufnr == summit
      and weekday.col == findings(summit, 'weekday-date')[1].col + 1
      and weekday.type == 'W',
    listed
  )
  check('without hints, by article', vim.iter(listed):all(function(item)
    return item.type ~= ''
  end) and vim.api.nvim_buf_get_name(listed[1].bufnr) < vim.api.nvim_buf_get_name(listed[#listed].bufnr), listed)
  vim.cmd.cclose()
  vim.api.nvim_set_current_buf(back)
end)

step('hover', function()
  at(summit, 'June 9')
  vim.lsp.buf.hover()
  local date = float_text()
  check('K on a date tells the day', date:find('2000-06-09', 1, true) and date:find('Friday', 1, true), date)
  at(summit, 'Putin told')
  vim.lsp.buf.hover()
  local first = vim.split(float_text(), '\n')[1]
  check('K on a short name tells who', first:find('Vladimir Putin', 1, true) ~= nil, first)
end)

step('definition', function()
  at(summit, 'Putin told')
  vim.lsp.buf.definition()
  wait(function()
    return vim.api.nvim_win_get_cursor(0)[1] == 3
  end)
  local row, col = unpack(vim.api.nvim_win_get_cursor(0))
  local there = vim.api.nvim_buf_get_lines(summit, row - 1, row, false)[1]:sub(col + 1, col + #'Vladimir Putin')
  check('the definition of “Putin” is “Vladimir Putin”', there == 'Vladimir Putin', { row, col, there })
end)

step('references', function()
  at(summit, 'Lindqvist asked')
  local found = request(summit, 'textDocument/references', { context = { includeDeclaration = true } }) or {}
  local files, wrong = {}, {}
  for _, location in ipairs(found) do
    local text, file = text_at(summit, location)
    files[file] = (files[file] or 0) + 1
    if not text:find('Lindqvist', 1, true) then
      table.insert(wrong, text)
    end
  end
  check('references stand in both articles', files['summit.txt'] == 2 and files['return.md'] == 2, files)
  check('each reference is the name', #found > 0 and #wrong == 0, wrong)
end)

step('symbols', function()
  vim.api.nvim_set_current_buf(summit)
  local symbols = request(summit, 'textDocument/documentSymbol') or {}
  check('the outline is not empty', #symbols > 0, symbols)
end)

step('quick fix', function()
  at(summit, 'Thursday')
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title:find('Friday', 1, true) ~= nil
    end,
  })
  wait(function()
    return lines(summit):find('Friday, June 9, 2000', 1, true) ~= nil
  end)
  check('the fix writes Friday', lines(summit):find('on Friday, June 9, 2000.', 1, true) ~= nil, lines(summit))
  check('and the finding goes', wait_findings(summit, 'weekday-date', 0), findings(summit, 'weekday-date'))
  vim.cmd('silent undo')
  check('undone, it is back', wait_findings(summit, 'weekday-date', 1))
  at(summit, 'Thursday')
  vim.lsp.buf.code_action({
    apply = true,
    filter = function(action)
      return action.title:find('June 8', 1, true) ~= nil
    end,
  })
  wait(function()
    return lines(summit):find('June 8', 1, true) ~= nil
  end)
  check(
    'the other fix changes the date',
    lines(summit):find('on Thursday, June 8, 2000.', 1, true) ~= nil,
    lines(summit)
  )
  vim.cmd('silent undo')
  wait_findings(summit, 'weekday-date', 1)
end)

step('typing', function()
  vim.api.nvim_set_current_buf(summit)
  vim.cmd('let &undolevels=&undolevels') -- an undo step of its own
  vim.api.nvim_buf_set_lines(
    summit,
    -1,
    -1,
    false,
    { '', 'He’d paid £9 😀 for café tea on Monday, June 6, 2000.' }
  )
  check('a wrong date just typed is found', wait_findings(summit, 'weekday-date', 2), findings(summit, 'weekday-date'))
  local typed = findings(summit, 'weekday-date')[2]
  check('where it was typed', underlined(summit, typed) == 'Monday', underlined(summit, typed))
  vim.cmd('silent undo')
  check('undone, it goes', wait_findings(summit, 'weekday-date', 1), findings(summit, 'weekday-date'))
end)

step('rename', function()
  at(summit, 'Astrid')
  vim.lsp.buf.rename('Ingrid Lindqvist')
  wait(function()
    return lines(summit):find('Ingrid Lindqvist', 1, true) ~= nil
  end)
  vim.fn.bufload(back)
  for _, buf in ipairs({ summit, back }) do
    local text = lines(buf)
    check(
      'renamed in ' .. vim.fs.basename(vim.api.nvim_buf_get_name(buf)),
      text:find('Ingrid Lindqvist', 1, true) and not text:find('Astrid', 1, true),
      text
    )
    check('Ms. Lindqvist stays', text:find('Ms. Lindqvist', 1, true) ~= nil, text)
  end
end)

step('status', function()
  local status = client_of(summit):request_sync('copydesk/status', vim.NIL, 5000).result
  local folder = status.folders[1]
  check('the status counts the articles', folder.corpus and folder.articles == 2, status)
end)

check('no offer in a corpus', noted(':CopydeskCorpus') == 0, notes)

step('corpus that is still being read', function()
  -- opened at once, the article is checked before the others are known; what it shows must follow when they are
  local seed = open(fixture .. '/seeds/2002-announcement.txt')
  client_of(seed)
  local function variants()
    return vim.tbl_map(function(d)
      return underlined(seed, d)
    end, findings(seed, 'name-variant'))
  end
  wait(function()
    return vim.deep_equal(variants(), { 'Kim Jong-Il' })
  end)
  check('read to the end, the corpus has the last word', vim.deep_equal(variants(), { 'Kim Jong-Il' }), variants())
end)

step('the article’s own date', function()
  -- printed a day after it was filed: a person says which date holds
  local visit = open(fixture .. '/seeds/2000-visit.txt')
  client_of(visit)
  wait_findings(visit, 'weekday-date', 1)
  local function act(title)
    at(visit, 'June 10, 2000')
    vim.lsp.buf.code_action({
      apply = true,
      filter = function(action)
        return action.title:find(title, 1, true) ~= nil
      end,
    })
  end
  local function set()
    return vim.fn.readblob(fixture .. '/seeds/copydesk.toml'):find('2000-visit.txt', 1, true) ~= nil
  end
  local function told()
    at(visit, 'June 10, 2000')
    return vim.inspect(request(visit, 'textDocument/hover'))
  end
  check('nobody has set it', told():find('it was set', 1, true) == nil, told())
  act('Set the article’s date to June 10, 2000')
  wait(set)
  check('it is written into copydesk.toml', set())
  check('and holds at once', told():find('it was set for this article', 1, true) ~= nil, told())
  act('Let the text say')
  wait(function()
    return not set()
  end)
  check('and can be let go', not set() and told():find('it was set', 1, true) == nil, told())
end)

step('claims', function()
  local visit = open(fixture .. '/seeds/2000-visit.txt')
  client_of(visit)
  wait_findings(visit, 'weekday-date', 1)
  local function act(text, title)
    at(visit, text)
    local row, col = unpack(vim.api.nvim_win_get_cursor(0))
    vim.lsp.buf.code_action({
      apply = true,
      range = { start = { row, col }, ['end'] = { row, col + #text - 1 } },
      filter = function(action)
        return action.title == title
      end,
    })
  end
  local function progress(expected)
    return wait(function()
      vim.lsp.codelens.refresh({ bufnr = visit })
      local lens = vim.lsp.codelens.get(visit)[1]
      return lens ~= nil and lens.command ~= nil and lens.command.title == expected
    end)
  end
  act('fall in the summer', 'Mark as a claim: fact')
  check('words are marked as a claim', progress('0 of 1 checked, 1 open'), vim.lsp.codelens.get(visit))
  act('fall in the summer', 'This claim is: confirmed')
  check('and checked', progress('1 of 1 checked'), vim.lsp.codelens.get(visit))
  at(visit, 'fall in the summer')
  local shown = vim.inspect(request(visit, 'textDocument/hover'))
  check('hover shows who said so', shown:find('confirmed', 1, true) ~= nil, shown)
  at(visit, 'summer', 2)
  local row, col = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_buf_set_text(visit, row - 1, col, row - 1, col + 6, { 'winter' })
  check('a claim that changed since is told', wait_findings(visit, 'claim', 1), vim.diagnostic.get(visit))
  vim.cmd.undo()
  check('and is checked again when it is undone', wait_findings(visit, 'claim', 0), vim.diagnostic.get(visit))
end)

local lone = open(fixture .. '/lone/summit.txt')
step('lone file', function()
  check('a lone file is checked by itself', wait_findings(lone, 'weekday-date', 1), vim.diagnostic.get(lone))
  check('the folder is offered', noted(':CopydeskCorpus') == 1, notes)
  open(fixture .. '/lone/return.md')
  wait_findings(vim.api.nvim_get_current_buf(), 'impossible-date', 1)
  check('once', noted(':CopydeskCorpus') == 1, notes)
end)

step('corpus', function()
  vim.api.nvim_set_current_buf(lone)
  vim.cmd.CopydeskCorpus()
  check(
    ':CopydeskCorpus writes copydesk.toml',
    wait(function()
      return vim.uv.fs_stat(fixture .. '/lone/copydesk.toml') ~= nil
    end),
    notes
  )
  local folder
  for _ = 1, 20 do -- a request inside vim.wait() would outlive its time
    local c = client_of(lone)
    local answer = c and c:request_sync('copydesk/status', vim.NIL, 2000)
    for _, f in ipairs(answer and answer.result and answer.result.folders or {}) do
      if vim.uri_to_fname(f.uri):gsub('/$', '') == fixture .. '/lone' then
        folder = f
      end
    end
    if folder and folder.corpus and folder.articles == 2 then
      break
    end
    vim.wait(patience / 20)
  end
  check('its articles are checked together', folder and folder.corpus and folder.articles == 2, folder)
  check('the finding is still there', wait_findings(lone, 'weekday-date', 1), vim.diagnostic.get(lone))
end)

step('inlay hints', function()
  vim.g.copydesk = vim.tbl_extend('force', vim.g.copydesk or {}, { inlay_hints = true })
  vim.lsp.config('copydesk', { settings = { copydesk = { inlayHints = { dates = true } } } })
  vim.cmd.CopydeskRestart()
  client_of(summit)
  check('restarted, the findings come back', wait_findings(lone, 'weekday-date', 1), vim.diagnostic.get(lone))
  vim.api.nvim_set_current_buf(lone)
  check(
    'inlay hints come when asked for',
    wait(function()
      return #vim.lsp.inlay_hint.get({ bufnr = lone }) > 0
    end)
  )
end)

step('health', function()
  vim.cmd('checkhealth copydesk')
  local report = lines(0)
  check(':checkhealth finds the server', report:find('copydesk %d+%.%d+%.%d+') ~= nil, report)
  check(':checkhealth has no errors', report:find('ERROR', 1, true) == nil, report)
  vim.cmd.bdelete({ bang = true })
end)

step('help', function()
  vim.cmd('help :CopydeskCorpus')
  check(
    ':help knows the commands',
    vim.bo.buftype == 'help' and vim.fn.expand('%:t') == 'copydesk.txt',
    vim.fn.expand('%')
  )
end)

step('stop', function()
  local running = vim.lsp.get_clients({ name = 'copydesk' })
  vim.lsp.enable('copydesk', false)
  check(
    'the server stops when asked to',
    wait(function()
      return #vim.lsp.get_clients({ name = 'copydesk' }) == 0
    end),
    #running
  )
end)

person.finish()
