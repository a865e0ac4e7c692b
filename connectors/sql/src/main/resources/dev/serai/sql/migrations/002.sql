CREATE TABLE IF NOT EXISTS {schema}serai_task (
  id VARCHAR(36) PRIMARY KEY,
  status VARCHAR(16) NOT NULL,
  round INT NOT NULL,
  assignee VARCHAR(255),
  team VARCHAR(255),
  search_text TEXT NOT NULL,
  question TEXT NOT NULL,
  origin TEXT NOT NULL,
  asked TIMESTAMP WITH TIME ZONE NOT NULL,
  due TIMESTAMP WITH TIME ZONE,
  outcome VARCHAR(16),
  answer TEXT,
  decided_by VARCHAR(255),
  decided TIMESTAMP WITH TIME ZONE,
  error TEXT,
  closed TIMESTAMP WITH TIME ZONE,
  owner VARCHAR(255),
  lease_until TIMESTAMP WITH TIME ZONE,
  exchange TEXT,
  attachments TEXT
);

CREATE INDEX IF NOT EXISTS serai_task_status ON {schema}serai_task (status, asked, id);
CREATE INDEX IF NOT EXISTS serai_task_due ON {schema}serai_task (status, due);
CREATE INDEX IF NOT EXISTS serai_task_assignee ON {schema}serai_task (assignee, asked, id);
CREATE INDEX IF NOT EXISTS serai_task_team ON {schema}serai_task (team, asked, id);
CREATE INDEX IF NOT EXISTS serai_task_asked ON {schema}serai_task (asked, id);
CREATE INDEX IF NOT EXISTS serai_task_owner ON {schema}serai_task (owner);
CREATE INDEX IF NOT EXISTS serai_task_closed ON {schema}serai_task (closed);

CREATE TABLE IF NOT EXISTS {schema}serai_secret (
  name VARCHAR(64) PRIMARY KEY,
  secret VARCHAR(255) NOT NULL
);
