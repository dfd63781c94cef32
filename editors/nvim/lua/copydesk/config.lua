-- What the user set in vim.g.copydesk, checked.
local M = {}

---@class copydesk.Config
---@field server_path? string the server, by name or path (default: 'copydesk')
---@field author? string your name beside what you note (default: '', the name that you are logged in with)
---@field inlay_hints? boolean show beside "Tuesday" which day is meant (default: false)
---@field threads? boolean show below a claim what was said about it (default: true)

---@class copydesk.FullConfig: copydesk.Config
---@field server_path string
---@field author string
---@field inlay_hints boolean
---@field threads boolean
local defaults = { server_path = 'copydesk', author = '', inlay_hints = false, threads = true }

--- What is wrong with the settings, or nil.
---@param given any
---@return string?
function M.problem(given)
  if given == nil then
    return nil
  end
  if type(given) ~= 'table' then
    return 'vim.g.copydesk must be a table'
  end
  for key, value in pairs(given) do
    if defaults[key] == nil then
      local known = vim.tbl_keys(defaults)
      table.sort(known)
      return ('vim.g.copydesk: there is no setting "%s" (there are: %s)'):format(key, table.concat(known, ', '))
    end
    if type(value) ~= type(defaults[key]) then
      return ('vim.g.copydesk.%s must be a %s, not a %s'):format(key, type(defaults[key]), type(value))
    end
  end
  if given.server_path == '' then
    return 'vim.g.copydesk.server_path must not be empty'
  end
end

--- The settings in force. Wrong ones are reported once and count as not given.
---@return copydesk.FullConfig
function M.get()
  local given = vim.g.copydesk
  local problem = M.problem(given)
  if problem then
    vim.notify_once('Copydesk: ' .. problem, vim.log.levels.WARN)
    given = nil
  end
  local config = vim.tbl_extend('force', defaults, given or {})
  config.server_path = vim.fs.normalize(config.server_path)
  return config
end

return M
