-- Runs the journey once Neovim is up: before that, vim.lsp.enable() attaches to nothing.
local here = vim.fs.dirname(debug.getinfo(1, 'S').source:sub(2))
local ok, err = xpcall(dofile, debug.traceback, here .. '/' .. vim.env.JOURNEY)
if not ok then
  io.write('FAIL the journey broke off: ', tostring(err), '\n')
  vim.cmd('cquit! 1')
end
