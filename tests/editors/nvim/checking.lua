-- What a fact-checker does with Copydesk in Neovim: the words become a claim, with a source and a verdict; the text
-- changes, the claim is checked again, and the report is written. Started by run-nvim.sh.
local person = dofile(vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2)) .. '/steps.lua')
local check, wait, step, at, lines = person.check, person.wait, person.step, person.at, person.lines

-- The answers that the person gives, in order: to a choice the beginning of an item, to a question a line.
local answers, asked = {}, {}
local function answer(prompt)
  table.insert(asked, prompt)
  return table.remove(answers, 1)
end
vim.ui.input = function(opts, done) ---@diagnostic disable-line: duplicate-set-field
  done(answer(opts.prompt))
end
vim.ui.select = function(items, opts, done) ---@diagnostic disable-line: duplicate-set-field
  local wanted = answer(opts.prompt)
  for n, item in ipairs(items) do
    if wanted and vim.startswith((opts.format_item or tostring)(item), wanted) then
      return done(item, n)
    end
  end
  done(nil)
end

--- Runs a command and waits until every answer was taken.
local function run(command, given)
  answers, asked = given or {}, {}
  vim.cmd(command)
  wait(function()
    return #answers == 0
  end)
end

--- Selects words as a person does, and runs a command on them.
local function on_words(text, command, given)
  at(0, text)
  vim.cmd('normal! v' .. (vim.fn.strchars(text) - 1) .. 'l\27')
  run("'<,'>" .. command, given)
end

-- A second server would be another person's: the annotations are in the corpus of the fixture.
local article = person.open(person.fixture .. '/corpus/summit.txt')
local client = person.client_of(article)
check('the server runs', client ~= nil)

local function marks()
  local namespace = vim.api.nvim_get_namespaces()['copydesk-claims']
  return namespace and vim.api.nvim_buf_get_extmarks(article, namespace, 0, -1, { details = true }) or {}
end

local function signs()
  local found = {}
  for _, mark in ipairs(marks()) do
    if mark[4].sign_text then
      table.insert(found, vim.trim(mark[4].sign_text))
    end
  end
  return found
end

local function threads()
  local text = {}
  for _, mark in ipairs(marks()) do
    for _, line in ipairs(mark[4].virt_lines or {}) do
      table.insert(text, line[1][1])
    end
  end
  return table.concat(text, '\n')
end

local function underlined_words()
  local found = {}
  for _, mark in ipairs(marks()) do
    if mark[4].hl_group then
      local words = vim.api.nvim_buf_get_text(article, mark[2], mark[3], mark[4].end_row, mark[4].end_col, {})
      table.insert(found, table.concat(words, '\n'))
    end
  end
  return found
end

local function shows(expected)
  return wait(function()
    return vim.deep_equal(signs(), expected)
  end)
end

local function lens()
  local lenses = vim.lsp.codelens.get(article)
  return vim.tbl_map(function(l)
    return l.command and l.command.title
  end, lenses)
end

local function states(expected)
  return wait(function()
    vim.lsp.codelens.refresh({ bufnr = article })
    return vim.deep_equal(lens()[1], expected)
  end)
end

step('what to check', function()
  vim.cmd.CopydeskToCheck()
  check(
    ':CopydeskToCheck lists what is left',
    wait(function()
      return vim.fn.getloclist(0, { title = 0 }).title:find('to check', 1, true) ~= nil
    end),
    vim.fn.getloclist(0, { title = 0, items = 0 })
  )
  local items = vim.fn.getloclist(0)
  local quotation = vim.iter(items):find(function(item)
    return vim.startswith(item.text, 'quotation: ')
  end)
  check('with the place of each, in bytes', quotation and quotation.lnum == 5 and quotation.col == 23, quotation)
  vim.cmd.lclose()
  check('and nothing of it is underlined', #person.findings(article, 'to-check-quotation') == 0)
end)

step('a claim', function()
  vim.api.nvim_set_current_buf(article)
  on_words('£3 for tea', 'CopydeskClaim', { 'number' })
  check('selected words become a claim', shows({ '?' }), signs())
  check(
    'they are underlined, after ’ é and “',
    vim.deep_equal(underlined_words(), { '£3 for tea' }),
    underlined_words()
  )
  check('the first line tells how far it is', states('0 of 1 checked, 1 open'), lens())
  check('and how much is left', (lens()[2] or ''):find('more to check', 1, true) ~= nil, lens())
  check('below it stands what is to be done', threads():find('check whether it is true', 1, true) ~= nil, threads())
end)

step('a proposal', function()
  at(article, 'no hurry')
  vim.api.nvim_win_set_cursor(0, { 5, 25 })
  run('CopydeskClaim', { '' })
  check('a proposal at the cursor becomes a claim', states('0 of 2 checked, 2 open'), lens())
  on_words('Kremlin', 'CopydeskExtend', { '“Café closed' })
  check(
    'and may stand in several pieces',
    wait(function()
      return vim.deep_equal(underlined_words(), { 'Kremlin', '“Café closed, £3 for tea 😀”', '£3 for tea' })
    end),
    underlined_words()
  )
  at(article, 'Café closed')
  run('CopydeskWithdraw', { '“Café closed' })
  check('and is withdrawn', states('0 of 1 checked, 1 open'), lens())
  at(article, 'June 10, 2000')
  at(article, 'on Friday')
  vim.api.nvim_win_set_cursor(0, { 3, vim.api.nvim_win_get_cursor(0)[2] + 4 })
  run('CopydeskDismiss', { 'The calendar says so.' })
  local left
  wait(function()
    local answered = client:request_sync('workspace/executeCommand', {
      command = 'copydesk.proposals',
      arguments = { vim.uri_from_bufnr(article) },
    }, 2000)
    left = vim.tbl_map(function(p)
      return p.words
    end, answered.result.proposals)
    return not vim.tbl_contains(left, 'Friday')
  end)
  check('what is put aside is not proposed again', not vim.tbl_contains(left, 'Friday'), left)
end)

step('a decision and an owner', function()
  at(article, '£3 for tea')
  run('CopydeskOwner', { 'Ana' })
  check(
    'below the claim stands who looks after it',
    wait(function()
      return threads():find('Ana', 1, true) ~= nil
    end),
    threads()
  )
  run('CopydeskOwner', { '' })
  run('CopydeskVerdict', { 'unsupported', 'No source', '' })
  check('what nothing supports stays open', states('0 of 1 checked, 1 open'), lens())
  run('CopydeskDecide', { 'keep', 'as the author wishes' })
  check('until somebody decides', states('1 of 1 checked'), lens())
end)

step('a source and a verdict', function()
  at(article, '£3 for tea')
  run('CopydeskSource', {
    'The menu of the café',
    'document',
    'Origin',
    'The café',
    'Place in it',
    'its second page',
    'Contact',
    'at the bar, mornings',
    'the waiter',
    'That is all',
  })
  check(
    'a source is noted',
    wait(function()
      local known = require('copydesk.checking').of(article)
      return known ~= nil and #known.sources == 1
    end)
  )
  local function noted(folder, words)
    return wait(function()
      local file = io.open(('%s/corpus/.copydesk/%s/summit.txt.jsonl'):format(person.fixture, folder))
      local text = file and file:read('a') or ''
      return file ~= nil and file:close() and text:find(words, 1, true) ~= nil
    end)
  end
  check('with the place in it', noted('annotations', 'its second page'))
  check('and how somebody is reached stays on this machine', noted('private', 'at the bar, mornings'))
  run('CopydeskVerdict', { 'confirmed', 'The menu of the café', 'That is all', 'read in the window' })
  check(
    'a verdict with its source makes it checked',
    shows({ '✓' }) and states('1 of 1 checked'),
    { signs(), lens() }
  )
  check(
    'below it stands who said so, and from what',
    wait(function()
      return threads():find('confirmed, read in the window; The menu of the café supports', 1, true) ~= nil
    end),
    threads()
  )
  run('CopydeskReply', { 'I was there too.' })
  check(
    'and who replied',
    wait(function()
      return threads():find('I was there too.', 1, true) ~= nil
    end),
    threads()
  )
  run('CopydeskConfidential', { '£3 for tea', 'The waiter asks not to be named.' })
  check(
    'a confidential note stands there too, and says so',
    wait(function()
      return threads():find(', confidential: The waiter asks', 1, true) ~= nil
    end),
    threads()
  )
  check('it stays on this machine', noted('private', 'The waiter asks'))
  vim.cmd.CopydeskThreads()
  check(
    'hidden on request',
    wait(function()
      return threads() == '' and #signs() == 1
    end),
    threads()
  )
  vim.cmd.CopydeskThreads()
end)

step('confidential notes and sources', function()
  local function notes()
    return require('copydesk.checking').of(article).notes
  end
  run('CopydeskConfidential Held until Monday.', { 'The article' })
  check(
    'a confidential note on the article is noted',
    wait(function()
      return #notes() == 1
    end),
    notes()
  )
  local note = notes()[1]
  vim.fn.setloclist(0, {}, 'r')
  vim.cmd.CopydeskSources()
  wait(function()
    return #vim.fn.getloclist(0) > 0
  end)
  local listed = table.concat(
    vim.tbl_map(function(item)
      return item.text
    end, vim.fn.getloclist(0)),
    '\n'
  )
  vim.cmd.lclose()
  vim.api.nvim_set_current_buf(article)
  for _, words in ipairs({
    '(document), The café, its second page',
    'the waiter: at the bar, mornings',
    'Held until Monday.',
  }) do
    check('the list of sources has: ' .. words, listed:find(words, 1, true) ~= nil, listed)
  end
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  run('CopydeskWithdraw', { ('%s, confidential: Held'):format(note.author) })
  check(
    'a note on the article is withdrawn',
    wait(function()
      return #notes() == 0
    end),
    notes()
  )
  at(article, '£3 for tea')
  run('CopydeskWithdraw', { ('%s: I was there too.'):format(note.author) })
  check(
    'and a reply, without its claim',
    wait(function()
      return threads():find('I was there too.', 1, true) == nil and #signs() == 1
    end),
    threads()
  )
end)

step('the text changes', function()
  vim.api.nvim_buf_set_lines(article, 0, 0, false, { 'A line above 😀', '' })
  check(
    'the claim moves with its words',
    wait(function()
      return vim.deep_equal(underlined_words(), { '£3 for tea' }) and marks()[1][2] == 6
    end),
    underlined_words()
  )
  at(article, '£3')
  local row, col = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_buf_set_text(article, row - 1, col, row - 1, col + #'£3', { '£4' })
  check('words that changed are to be checked again', shows({ '↻' }), signs())
  check('and told as a finding', person.wait_findings(article, 'claim', 1), vim.diagnostic.get(article))
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  vim.cmd.CopydeskNext()
  check(
    ':CopydeskNext goes there',
    wait(function()
      return vim.api.nvim_win_get_cursor(0)[1] == 7
    end),
    vim.api.nvim_win_get_cursor(0)
  )
  run('CopydeskVerdict confirmed', { 'No source', '' })
  check('confirmed again, it is checked', shows({ '✓' }) and states('1 of 1 checked'), { signs(), lens() })
end)

step('words that are gone', function()
  at(article, ', £4 for tea')
  local row, col = unpack(vim.api.nvim_win_get_cursor(0))
  vim.api.nvim_buf_set_text(article, row - 1, col, row - 1, col + #', £4 for tea', {})
  check('a claim without words is told', states('0 of 1 checked, 1 not in the text'), lens())
  vim.cmd.CopydeskClaims()
  local listed
  wait(function()
    listed = vim.fn.getloclist(0)[1]
    return listed ~= nil and listed.text:find('not in the text', 1, true) ~= nil
  end)
  check('and listed', listed and listed.text:find('£3 for tea', 1, true) ~= nil, listed)
  vim.cmd.lclose()
  vim.api.nvim_set_current_buf(article)
  on_words('Café closed', 'CopydeskAttach', { '£3 for tea' })
  check('it is attached to what stands there now', shows({ '↻' }), { signs(), lens() })
  run('CopydeskVerdict', { 'wrong', 'No source', 'it was open' })
  check('wrong is shown', shows({ '✗' }) and states('0 of 1 checked, 1 wrong'), { signs(), lens() })
end)

step('the report', function()
  vim.api.nvim_set_current_buf(article)
  vim.cmd.CopydeskReport()
  wait(function()
    return vim.bo.filetype == 'markdown' and lines(0):find('# ', 1, true) ~= nil
  end)
  local report = lines(0)
  for _, words in ipairs({
    '## Must be fixed',
    'Café closed',
    'it was open',
    'The menu of the café',
    '0 of 1 checked, 1 wrong',
    'The calendar says so',
  }) do
    check('the report has: ' .. words, report:find(words, 1, true) ~= nil, report)
  end
  for _, words in ipairs({ 'asks not to be named', 'at the bar, mornings' }) do
    check('the report has nothing confidential: ' .. words, report:find(words, 1, true) == nil, report)
  end
  vim.cmd.bwipeout()
  vim.api.nvim_set_current_buf(article)
  local page = person.fixture .. '/report.html'
  vim.cmd.CopydeskReport(page)
  check(
    'as a page too',
    wait(function()
      return vim.uv.fs_stat(page) ~= nil and vim.fn.readblob(page):find('</html>', 1, true) ~= nil
    end)
  )
end)

step('help', function()
  for _, name in ipairs({
    'Claim',
    'Source',
    'Verdict',
    'Reply',
    'Confidential',
    'Sources',
    'Attach',
    'Extend',
    'Dismiss',
    'Withdraw',
    'Claims',
    'ToCheck',
    'Next',
    'Threads',
    'Report',
  }) do
    local command = ':Copydesk' .. name
    local ok = pcall(vim.cmd.help, command)
    local line = ok and vim.api.nvim_get_current_line() or ''
    check(
      ':help knows ' .. command,
      vim.bo.buftype == 'help' and line:find('*' .. command .. '*', 1, true) ~= nil,
      line
    )
  end
  vim.cmd.helpclose()
end)

step('nothing to note', function()
  local before = #person.notes
  person.open(person.fixture .. '/lone/summit.txt')
  person.client_of(vim.api.nvim_get_current_buf())
  on_words('two more days', 'CopydeskClaim', { 'fact' })
  check(
    'an article of no corpus: it is said where claims would be kept',
    wait(function()
      return person.noted('no folder that is checked together') > 0
    end),
    vim.list_slice(person.notes, before)
  )
end)

person.finish()
