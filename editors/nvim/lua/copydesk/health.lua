local M = {}

function M.check()
  local health = vim.health
  health.start('copydesk')

  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim 0.11 or later')
  else
    health.error('Neovim is too old', { 'Install Neovim 0.11 or later' })
    return
  end

  local config = require('copydesk.config')
  local problem = config.problem(vim.g.copydesk)
  if problem then
    health.error(problem, { 'See :help copydesk-settings' })
  else
    health.ok('vim.g.copydesk: ' .. (vim.g.copydesk and 'valid' or 'not set, defaults are used'))
  end

  local path = config.get().server_path
  if vim.fn.executable(path) == 0 then
    health.error(('the server "%s" was not found or cannot be run'):format(path), {
      'Put copydesk on your PATH, or',
      "name it: vim.g.copydesk = { server_path = '/path/to/copydesk' }",
    })
    return
  end
  local ok, run = pcall(function()
    return vim.system({ path, '--version' }, { text = true, timeout = 5000 }):wait()
  end)
  if ok and run.code == 0 then
    health.ok(('server: %s (%s)'):format(vim.trim(run.stdout or ''), vim.fn.exepath(path)))
  else
    health.error(('"%s --version" failed: %s'):format(path, ok and vim.trim(run.stderr or '') or run))
  end

  local clients = vim.lsp.get_clients({ name = 'copydesk' })
  if #clients == 0 then
    health.info('no server runs: it starts with the first .txt or .md file')
  end
  for _, client in ipairs(clients) do
    local answer = client:request_sync('copydesk/status', vim.empty_dict(), 2000)
    local folders = answer and answer.result and answer.result.folders or {}
    health.ok(('runs, %d articles open'):format(vim.tbl_count(client.attached_buffers)))
    for _, folder in ipairs(folders) do
      health.info(
        ('%s: %s'):format(
          vim.uri_to_fname(folder.uri),
          folder.corpus
              and ('%d articles, checked together%s'):format(
                folder.articles,
                folder.indexing and ' (still reading)' or ''
              )
            or 'no copydesk.toml; each article is checked by itself'
        )
      )
    end
  end
end

return M
