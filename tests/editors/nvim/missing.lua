-- There is no server: one message for any number of articles, no client, no error.
local notes = {}
vim.notify = function(message) ---@diagnostic disable-line: duplicate-set-field
  table.insert(notes, message)
end
for _, name in ipairs({ 'summit.txt', 'return.md' }) do
  vim.cmd.edit(vim.env.FIXTURE .. '/corpus/' .. name)
  vim.wait(200)
end
assert(#vim.lsp.get_clients() == 0, 'a client runs')
assert(#notes == 1 and notes[1]:find('/nowhere/copydesk', 1, true), vim.inspect(notes))
vim.cmd('checkhealth copydesk')
local report = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n')
assert(report:find('ERROR.-/nowhere/copydesk'), report)
vim.cmd('qall!')
