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
