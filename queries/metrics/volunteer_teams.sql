/*
key = "volunteer_teams"
title = { zh = "活跃队伍数", en = "Active teams" }
unit = "teams"
unit_title = { zh = "支", en = "teams" }
better = "up"
because = { zh = "队伍停止活动，其所在社区就少了服务。", en = "A team that stops leaves its community with less service." }
dataset = "volunteer_hours"
order = 360
grain = "one row per service record of a team"
segments = ["service_kind"]
time = "flow"
aggregate = "distinct"
additive = false
definition.zh = "期内至少有一条服务记录的志愿服务队伍数，以所属系统和队伍名称区分。登记的队伍数另见组织台账，两数并列而不相加。"
definition.en = "Volunteer teams with at least one service record in the period, told apart by system and name. How many teams are registered is another figure, of the register of organisations: the two stand side by side and are never added."
formula.zh = "期内服务记录中不同队伍名称的个数"
formula.en = "Number of distinct team names among the service records of the period"
excludes.zh = "没有填写队伍的服务记录。已登记而期内没有服务记录的队伍。同一系统内重名的队伍只计一支。"
excludes.en = "Service records without a team. Registered teams without a record in the period. Teams of the same name in a system count as one."
version = 2
*/
select
    area_code,
    served_day as day,
    service_kind,
    concat(system, ' ', team) as entity,
    file_id,
    row_number
from volunteer_hours
where team is not null
