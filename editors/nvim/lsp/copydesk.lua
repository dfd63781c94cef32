-- Read by Neovim when the server is enabled; a user's vim.lsp.config('copydesk', {...}) is laid over it.
local config = require('copydesk.config')

---@type vim.lsp.Config
return {
  cmd = function(dispatchers)
    -- looked up at start, not at load: the path may be set after this file was read
    return vim.lsp.rpc.start({ config.get().server_path, 'lsp' }, dispatchers)
  end,
  filetypes = { 'text', 'markdown', 'toml' },
  -- says once, rather than with every file, that the server is missing; the root itself is found by the markers
  root_dir = function(buf, on_dir)
    local path = vim.api.nvim_buf_get_name(buf)
    -- of TOML only the desk's own: its settings and its dossier
    local ours = vim.bo[buf].filetype ~= 'toml'
      or vim.fs.basename(path) == 'copydesk.toml'
      or vim.fs.basename(vim.fs.dirname(path)) == 'dossier' and vim.fs.root(buf, 'copydesk.toml') ~= nil
    if ours and require('copydesk').server_found() then
      on_dir(nil)
    end
  end,
  -- without either, the file is checked by itself
  root_markers = { 'copydesk.toml', '.git' },
  settings = { copydesk = { author = config.get().author, inlayHints = { dates = config.get().inlay_hints } } },
  -- the server says when something was noted; Neovim 0.11 can be told but does not say so
  capabilities = { workspace = { codeLens = { refreshSupport = true } } },
  handlers = {
    ['workspace/codeLens/refresh'] = function(_, _, ctx)
      require('copydesk.checking').noted(ctx.client_id)
      return vim.NIL
    end,
  },
  on_attach = function(client, buf)
    require('copydesk').attached(client, buf)
  end,
}
