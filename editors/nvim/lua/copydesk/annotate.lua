-- The commands by which a person notes something: each asks for what it needs and hands it to the server.
local checking = require('copydesk.checking')
local claims = require('copydesk.claims')
local person = require('copydesk.person')

local M = {}

M.KINDS = { 'fact', 'quotation', 'number', 'date', 'name', 'office', 'superlative', 'opinion' }
M.VERDICTS = { 'confirmed', 'wrong', 'imprecise', 'unsupported', 'unverifiable', 'disputed', 'opinion' }
M.ACTIONS = { 'keep', 'correct', 'attribute', 'hedge', 'cut', 'ask-author' }
local WHAT = {
  fact = 'something that is so or not',
  quotation = 'somebody’s words',
  number = 'a count, a sum, a share',
  date = 'when something was or will be',
  name = 'what somebody or something is called',
  office = 'what somebody holds or held',
  superlative = 'the first, the only, the most',
  opinion = 'neither true nor false',
  confirmed = 'it is so',
  wrong = 'it is not so',
  imprecise = 'nearly so',
  unsupported = 'looked for, and nothing found that says so',
  unverifiable = 'cannot be found out',
  disputed = 'good sources contradict each other',
  keep = 'the words can stand',
  correct = 'other words shall stand there',
  attribute = 'say whose word it is',
  hedge = 'say that it is not certain',
  cut = 'take the words out',
  ['ask-author'] = 'only the author can know',
  document = 'a law, a record, a letter: made by those concerned',
  data = 'figures',
  interview = 'a conversation with a person',
  recording = 'sound, pictures or film of what happened',
  news = 'what another newsroom wrote',
  literature = 'a book or a scholarly work',
  web = 'what somebody put on the web',
}
local SOURCES = { 'document', 'data', 'interview', 'recording', 'news', 'literature', 'web' }

---@param message string
local function say(message)
  vim.notify('Copydesk: ' .. message, vim.log.levels.WARN)
end

---@param word string
---@return string
local function explained(word)
  return ('%s: %s'):format(word, WHAT[word])
end

---@param text? string
---@return any
local function given(text)
  return text and text ~= '' and text or vim.NIL
end

--- Runs a command of the server and waits for its answer; nil if it was refused, which the person is told.
---@param buf integer
---@param command string
---@param ... any
---@return any
local function ask(buf, command, ...)
  local arguments = { ... }
  local err, result = person.wait_for(function(answered)
    checking.ask(buf, command, arguments, answered)
  end)
  if err then
    say(err)
    return nil
  end
  return result or {}
end

--- What the server knows of the article in front; the person is told where there is nothing to know.
---@param buf integer
local function look(buf)
  return ask(buf, 'claims')
end

--- The selected words as a range; nil without a selection.
---@param opts? vim.api.keyset.create_user_command.command_args
---@return lsp.Range?
local function selection(opts)
  if not opts or opts.range ~= 2 then
    return nil
  end
  local client = checking.client(0)
  local first, last = vim.api.nvim_buf_get_mark(0, '<'), vim.api.nvim_buf_get_mark(0, '>')
  if not client or first[1] ~= opts.line1 or last[1] ~= opts.line2 then
    return nil
  end
  local line = vim.api.nvim_buf_get_lines(0, last[1] - 1, last[1], false)[1] or ''
  last[2] = math.min(last[2], math.max(#line - 1, 0)) -- a selection of whole lines ends beyond the line
  return vim.lsp.util.make_given_range_params(first, last, 0, client.offset_encoding).range
end

--- What is proposed at the cursor.
---@param buf integer
---@return copydesk.Proposal?
local function proposal_here(buf)
  local left = ask(buf, 'proposals')
  return vim.iter(left and left.proposals or {}):find(function(proposal)
    return checking.at_cursor(proposal.range)
  end)
end

--- Those of some claims that the cursor is at.
---@param among copydesk.Claim[]
---@return copydesk.Claim[]
local function at_cursor(among)
  return vim.tbl_filter(function(claim)
    return vim.iter(claim.ranges):any(checking.at_cursor)
  end, among)
end

--- The claim at the cursor, else the one that is chosen.
---@param known copydesk.Checking
---@param wanted? fun(claim: copydesk.Claim): boolean
---@return copydesk.Claim?
local function claim_here(known, wanted)
  local among = vim.tbl_filter(wanted or function()
    return true
  end, known.claims)
  local here = at_cursor(among)
  if #here == 1 then
    return here[1]
  elseif #among == 0 then
    return say('this article has no such claim. Select words and mark them: :CopydeskClaim')
  end
  return person.choice('Which claim?', #here > 0 and here or among, function(claim)
    return ('%s (%s)'):format(claim.words, claim.state)
  end)
end

--- Does something with what is known of the article in front.
---@param act fun(buf: integer, known: copydesk.Checking)
local function about_article(act)
  local buf = vim.api.nvim_get_current_buf()
  person.ask_through(function()
    local known = look(buf)
    if known then
      act(buf, known)
    end
  end)
end

--- Does something with the claim at the cursor, or with one that the person chooses.
---@param act fun(buf: integer, claim: copydesk.Claim, known: copydesk.Checking)
---@param which? fun(claim: copydesk.Claim): boolean
local function about_claim(act, which)
  about_article(function(buf, known)
    local claim = claim_here(known, which)
    if claim then
      act(buf, claim, known)
    end
  end)
end

--- The selected words become a claim, or what is proposed at the cursor does.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.claim(opts)
  local buf, range = vim.api.nvim_get_current_buf(), selection(opts)
  local kind = opts and opts.args ~= '' and opts.args or nil
  person.ask_through(function()
    local said_by
    if not range then
      local proposal = proposal_here(buf)
      if not proposal then
        return say('select the words first, then :CopydeskClaim')
      end
      range, kind, said_by = proposal.range, kind or proposal.kind, proposal.saidBy
    end
    kind = kind or person.choice('What do these words say?', M.KINDS, explained)
    if not kind then
      return
    end
    if kind == 'quotation' and not said_by then
      said_by = person.line('Who says so? (may stay empty)')
    end
    ask(buf, 'addClaim', range, kind, { saidBy = given(said_by) })
  end)
end

--- What may be known of a source beside its title and kind: each with the questions that are asked for it.
local DETAILS = {
  { title = 'Address', what = 'where it is on the web', asks = { { 'link', 'Where is it?' } } },
  {
    title = 'Origin',
    what = 'whose word it is in the end: the agency, the office that counted',
    asks = { { 'origin', 'Whose word is it in the end?' } },
  },
  {
    title = 'Date',
    what = 'when it was made or published',
    asks = { { 'date', 'When was it made or published?' } },
  },
  { title = 'Place in it', what = 'a page, a paragraph, a minute', asks = { { 'place', 'Where in it?' } } },
  {
    title = 'Words',
    what = 'what it says, word for word',
    asks = { { 'quoted', 'What does it say, word for word?' } },
  },
  {
    title = 'Consulted',
    what = 'the day on which you looked: today, if you say nothing',
    asks = { { 'consulted', 'On which day did you look, like 2002-08-15?' } },
  },
  {
    title = 'Archive copy',
    what = 'a copy that stays when the page changes',
    asks = { { 'archived', 'Where is the copy?' } },
  },
  {
    title = 'Contact',
    what = 'how somebody is reached: stays on this machine, and out of the report',
    asks = { { 'reach', 'How are they reached?' }, { 'person', 'Whom does one ask for?' } },
  },
}

--- What else is known of a source, one thing after the other, in the order in which they come to mind; nil if the person
--- leaves.
---@return table<string, string>?
local function details()
  local known = {}
  local all = { title = 'That is all' }
  local function words(item)
    local values = {}
    for _, asked in ipairs(item.asks or {}) do
      table.insert(values, known[asked[1]])
    end
    local said = #values > 0 and table.concat(values, ', ') or item.what
    return said and ('%s: %s'):format(item.title, said) or item.title
  end
  while true do
    local chosen = person.choice('What else is known of it?', vim.list_extend({ all }, DETAILS), words)
    if not chosen then
      return nil
    elseif chosen == all then
      return known
    end
    for _, asked in ipairs(chosen.asks) do
      local field, question = asked[1], asked[2]
      local answer = person.line(question, known[field])
      if answer then
        known[field] = answer ~= '' and answer or nil
      end
      if not known[field] then
        break
      end
    end
  end
end

--- Asks for a source and notes it; its id.
---@param buf integer
---@return string?
local function add_source(buf)
  local title = person.line('The source: its title, or who said it')
  if not title or title == '' then
    return nil
  end
  local kind = person.choice('What kind of source is it?', SOURCES, explained)
  local known = kind and details()
  if not known then
    return nil
  end
  local who, reach = known.person or title, known.reach
  known.person, known.reach = nil, nil
  local added = ask(buf, 'addSource', vim.tbl_extend('error', known, { title = title, kind = kind }))
  if added and reach then
    ask(buf, 'addContact', added.id, who, reach)
  end
  return added and added.id
end

--- Notes where something is known from.
function M.source()
  local buf = vim.api.nvim_get_current_buf()
  person.ask_through(function()
    add_source(buf)
  end)
end

--- The ids of sources, one after the other; nil if the person leaves.
---@param buf integer
---@param known copydesk.Checking
---@return string[]?
local function choose_sources(buf, known)
  local chosen, rest = {}, vim.deepcopy(known.sources)
  while true do
    local none = { title = #chosen == 0 and 'No source' or 'That is all' }
    local another = { title = 'Another source…' }
    local items = vim.list_extend(vim.list_extend({ none }, rest), { another })
    local pick = person.choice('From which source?', items, function(source)
      return source.title
    end)
    if not pick then
      return nil
    elseif pick == none then
      return chosen
    end
    local id = pick == another and add_source(buf) or pick.id
    if not id then
      return nil
    end
    table.insert(chosen, id)
    rest = vim.tbl_filter(function(source)
      return source.id ~= id
    end, rest)
  end
end

local RELATIONS = { confirmed = 'supports', wrong = 'contradicts', imprecise = 'contradicts' }

--- Says what was found out about the claim at the cursor.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.verdict(opts)
  about_claim(function(buf, claim, known)
    local question = 'truth'
    if claim.kind == 'quotation' then
      question = person.choice('What did you check?', { 'wording', 'truth' }, function(what)
        return what == 'wording' and 'whether it was said like this' or 'whether it is true'
      end)
    end
    local verdict = opts and opts.args ~= '' and opts.args
      or question and person.choice(('“%s” is'):format(claim.words), M.VERDICTS, explained)
    local sources = verdict and question and choose_sources(buf, known)
    local note = sources and person.line('Anything to add? (may stay empty)')
    if not note then
      return
    end
    local evidence = vim.tbl_map(function(id)
      return { id = id, relation = RELATIONS[verdict] or 'context' }
    end, sources)
    ask(buf, 'setVerdict', claim.id, verdict, { question = question, note = given(note), sources = evidence })
  end)
end

--- Answers what was said about the claim at the cursor.
function M.reply()
  about_claim(function(buf, claim)
    local text = person.line(('About “%s”'):format(claim.words))
    if text and text ~= '' then
      ask(buf, 'reply', claim.id, text)
    end
  end)
end

--- Says what is to be done with the words of the claim at the cursor.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.decide(opts)
  about_claim(function(buf, claim)
    local action = opts and opts.args ~= '' and opts.args
      or person.choice(('What is to be done with “%s”?'):format(claim.words), M.ACTIONS, explained)
    local replacement = action and (action ~= 'correct' and '' or person.line('What should stand there?', claim.words))
    local note = replacement and person.line('Anything to add? (may stay empty)')
    if note then
      ask(buf, 'decide', claim.id, action, given(replacement), given(note))
    end
  end)
end

--- Says who looks after the claim at the cursor.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.owner(opts)
  about_claim(function(buf, claim)
    local who = opts and opts.args ~= '' and opts.args or person.line('Who looks after it? (empty: nobody)')
    if who then
      ask(buf, 'setOwner', claim.id, given(who))
    end
  end)
end

--- A claim whose words are gone gets the selected ones.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.attach(opts)
  local range = selection(opts)
  if not range then
    return say('select the words where the claim stands now, then :CopydeskAttach')
  end
  about_claim(function(buf, claim)
    ask(buf, 'attach', claim.id, range)
  end, function(claim)
    return #claim.ranges == 0
  end)
end

--- The selected words join those of a claim: what it states may stand in several pieces.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.extend(opts)
  local range = selection(opts)
  if not range then
    return say('select the words that belong to the claim, too, then :CopydeskExtend')
  end
  about_claim(function(buf, claim)
    ask(buf, 'attach', claim.id, vim.list_extend({ range }, claim.ranges))
  end, function(claim)
    return #claim.ranges > 0
  end)
end

--- Notes what stays on this machine: about the claim at the cursor, the article as a whole, another claim, a source.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.confidential(opts)
  about_article(function(buf, known)
    local here = at_cursor(known.claims)
    local subjects = { { id = vim.NIL, title = 'The article' } }
    for _, claim in ipairs(known.claims) do
      local at = vim.list_contains(here, claim) and 1 or #subjects + 1
      table.insert(subjects, at, { id = claim.id, title = claim.words })
    end
    vim.list_extend(subjects, known.sources)
    local about = person.choice('What is the confidential note about?', subjects, function(subject)
      return subject.title
    end)
    local text = about
      and (opts and opts.args ~= '' and opts.args or person.line(('Confidential, about “%s”'):format(about.title)))
    if text and text ~= '' then
      ask(buf, 'addConfidential', about.id, text)
    end
  end)
end

--- Takes back the claim at the cursor or one thing that was said about it; elsewhere, whatever the person chooses.
function M.withdraw()
  about_article(function(buf, known)
    local here = at_cursor(known.claims)
    local items = {}
    --- What was noted, entry by entry; the first one goes by its own title, if there is one.
    ---@param entries copydesk.Entry[]
    ---@param title? string
    local function add(entries, title)
      for n, entry in ipairs(entries) do
        table.insert(items, { id = entry.id, title = n == 1 and title or claims.entry_line(entry) })
      end
    end
    for _, claim in ipairs(#here > 0 and here or known.claims) do
      add(claim.entries, ('%s (%s)'):format(claim.words, claim.state))
    end
    if #here == 0 then
      for _, source in ipairs(known.sources) do
        add(source.entries, source.title)
      end
      add(known.notes)
    end
    if #items == 0 then
      return say('there is nothing to withdraw')
    end
    local chosen = #here > 0 and #items == 1 and items[1]
      or person.choice('What shall be withdrawn?', items, function(item)
        return item.title
      end)
    if chosen then
      ask(buf, 'withdraw', chosen.id)
    end
  end)
end

--- Puts the finding or the proposal at the cursor aside, with a reason.
---@param opts? vim.api.keyset.create_user_command.command_args
function M.dismiss(opts)
  local buf = vim.api.nvim_get_current_buf()
  person.ask_through(function()
    local finding = vim.iter(vim.diagnostic.get(buf)):find(function(d)
      local own = d.source == 'copydesk' and d.code and d.code ~= 'claim' and d.user_data and d.user_data.lsp
      return own and checking.at_cursor(own.range)
    end)
    local aside
    if finding then
      local own = finding.user_data.lsp
      aside = { rule = own.code, message = own.message, range = own.range, words = own.message }
    else
      local proposal = proposal_here(buf)
      aside = proposal
        and { rule = proposal.rule, message = proposal.why, range = proposal.range, words = proposal.words }
    end
    if not aside then
      return say('there is nothing here to put aside')
    end
    local reason = opts and opts.args ~= '' and opts.args
      or person.line(('Leave it as it is (%s), because'):format(aside.words))
    if reason and reason ~= '' then
      ask(buf, 'dismiss', aside.rule, aside.message, aside.range, reason)
    end
  end)
end

--- Goes to the next claim that is not done, or to the next words that nobody has looked at.
---@param command 'nextOpenClaim'|'nextProposal'
---@param none string
function M.next(command, none)
  local buf, client = vim.api.nvim_get_current_buf(), checking.client(0)
  local position = client and vim.lsp.util.make_position_params(0, client.offset_encoding).position
  person.ask_through(function()
    local found = ask(buf, command, position)
    -- the server has Neovim go there
    if found and not found.range then
      vim.notify('Copydesk: ' .. none)
    end
  end)
end

--- Writes the report: to a file, as a page if its name ends in .html; without a name it is shown.
---@param file? string
function M.report(file)
  local buf = vim.api.nvim_get_current_buf()
  person.ask_through(function()
    local report = ask(buf, 'report', file and file:match('%.html?$') and 'html' or 'markdown')
    if not report then
      return
    end
    local lines = vim.split(report.text, '\n')
    if file then
      local written = pcall(vim.fn.writefile, lines, vim.fn.expand(file))
      return written and vim.notify('Copydesk: the report is in ' .. file) or say(file .. ' could not be written')
    end
    vim.cmd.vnew()
    vim.bo.buftype, vim.bo.bufhidden, vim.bo.swapfile = 'nofile', 'wipe', false
    vim.api.nvim_buf_set_lines(0, 0, -1, false, lines)
    vim.bo.filetype = 'markdown'
    vim.bo.modified = false
  end)
end

return M
