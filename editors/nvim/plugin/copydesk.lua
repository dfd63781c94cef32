if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

if vim.fn.has('nvim-0.11') == 0 then
  vim.notify_once('Copydesk needs Neovim 0.11 or later.', vim.log.levels.WARN)
  return
end

vim.lsp.enable('copydesk')

vim.api.nvim_create_user_command('CopydeskRestart', function()
  require('copydesk').restart()
end, { desc = 'Restart the Copydesk server' })

vim.api.nvim_create_user_command('CopydeskLog', function()
  require('copydesk').log()
end, { desc = 'Show what the Copydesk server wrote' })

vim.api.nvim_create_user_command('CopydeskCorpus', function(opts)
  require('copydesk').corpus(opts.args ~= '' and opts.args or nil)
end, { nargs = '?', complete = 'dir', desc = 'Check the articles of this folder together' })

vim.api.nvim_create_user_command('CopydeskFindings', function()
  require('copydesk').findings()
end, { desc = 'List what is found in all articles that are checked together' })

-- What a person notes: each command asks for what it needs.
local function words(list)
  return function(lead)
    return vim.tbl_filter(function(word)
      return vim.startswith(word, lead)
    end, require('copydesk.annotate')[list])
  end
end

local function noting(name, desc, run, opts)
  vim.api.nvim_create_user_command('Copydesk' .. name, run, vim.tbl_extend('force', { desc = desc }, opts or {}))
end

noting('Claim', 'Mark the selected words as a claim', function(opts)
  require('copydesk.annotate').claim(opts)
end, { range = true, nargs = '?', complete = words('KINDS') })

noting('Source', 'Note where something is known from', function()
  require('copydesk.annotate').source()
end)

noting('Verdict', 'Say what was found out about the claim at the cursor', function(opts)
  require('copydesk.annotate').verdict(opts)
end, { nargs = '?', complete = words('VERDICTS') })

noting('Reply', 'Answer what was said about the claim at the cursor', function()
  require('copydesk.annotate').reply()
end)

noting('Decide', 'Say what is to be done with the claim at the cursor', function(opts)
  require('copydesk.annotate').decide(opts)
end, { nargs = '?', complete = words('ACTIONS') })

noting('Owner', 'Say who looks after the claim at the cursor', function(opts)
  require('copydesk.annotate').owner(opts)
end, { nargs = '?' })

noting('Attach', 'Attach a claim whose words are gone to the selected ones', function(opts)
  require('copydesk.annotate').attach(opts)
end, { range = true })

noting('Extend', 'Add the selected words to a claim', function(opts)
  require('copydesk.annotate').extend(opts)
end, { range = true })

noting('Dismiss', 'Leave what is at the cursor as it is, with a reason', function(opts)
  require('copydesk.annotate').dismiss(opts)
end, { nargs = '?' })

noting('Confidential', 'Note what stays on this machine', function(opts)
  require('copydesk.annotate').confidential(opts)
end, { nargs = '?' })

noting('Withdraw', 'Take back the claim at the cursor, or what was said about it', function()
  require('copydesk.annotate').withdraw()
end)

noting('Claims', 'List the claims of the article', function()
  require('copydesk.claims').list()
end)

noting('Sources', 'List the sources of the article and the confidential notes', function()
  require('copydesk.claims').list_sources()
end)

noting('ToCheck', 'List what is left to check in the article', function()
  require('copydesk.claims').list_to_check()
end)

noting('Threads', 'Show or hide what was said about the claims', function()
  require('copydesk.claims').toggle()
end)

noting('Next', 'Go to the next claim that is not done; with !, to what nobody has looked at', function(opts)
  if opts.bang then
    require('copydesk.annotate').next('nextProposal', 'nothing is left to check in this article')
  else
    require('copydesk.annotate').next('nextOpenClaim', 'every claim of this article is checked')
  end
end, { bang = true })

noting('Report', 'Write the report of the article', function(opts)
  require('copydesk.annotate').report(opts.args ~= '' and opts.args or nil)
end, { nargs = '?', complete = 'file' })
