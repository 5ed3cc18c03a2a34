// What somebody has to know of. The app writes a line on its health each minute; three of the rules read it, one misses it.

param location string
param tags object
param workspaceId string

@description('Who is written to; empty: nobody.')
param email string

@description('How old the oldest undelivered change may be, in seconds.')
param webhookBacklogSeconds int = 900

@description('How old the oldest change that reports have to add up themselves may be, in seconds.')
param rollupLagSeconds int = 900

@description('How many of a hundred requests may fail on the server\'s side.')
param serverErrorPercent int = 1

// The text of HealthLine.Template, which a test holds this against.
var health = '''
AppTraces
| where Message startswith "Health: poison messages "
| parse Message with "Health: poison messages " PoisonMessages:long ", webhook backlog " WebhookBacklog:long " records " WebhookBacklogSeconds:real " s old, rollup lag " RollupLag:long " records " RollupLagSeconds:real " s old, log head " LogHead:long
'''

// Without "by", a summary of no rows is a row.
var silence = '''
AppTraces
| where Message startswith "Health: poison messages "
| summarize Lines = count()
| project IsSilent = iff(Lines == 0, 1, 0)
'''

var serverErrors = '''
AppRequests
| where isnotempty(Url)
| summarize Requests = sum(ItemCount), Failures = sumif(ItemCount, toint(ResultCode) >= 500)
| where Failures >= 5
| project FailurePercent = 100.0 * Failures / Requests
'''

var rules = [
  {
    name: 'poison-messages'
    description: 'Messages failed too often and were parked. GET /operator/poison shows them.'
    severity: 2
    query: health
    column: 'PoisonMessages'
    threshold: 0
  }
  {
    name: 'server-errors'
    description: 'Requests fail on the server\'s side.'
    severity: 1
    query: serverErrors
    column: 'FailurePercent'
    threshold: serverErrorPercent
  }
  {
    name: 'webhook-backlog-age'
    description: 'Changes wait long for their delivery to listeners.'
    severity: 2
    query: health
    column: 'WebhookBacklogSeconds'
    threshold: webhookBacklogSeconds
  }
  {
    name: 'rollup-lag'
    description: 'The cells of reports lag behind the log: reports are right and become slow.'
    severity: 3
    query: health
    column: 'RollupLagSeconds'
    threshold: rollupLagSeconds
  }
  {
    name: 'health-silence'
    description: 'No line on the health for ten minutes: the app, its timers, its storage or its logging has stopped, and the other rules see nothing.'
    severity: 1
    query: silence
    column: 'IsSilent'
    threshold: 0
  }
]

resource actions 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'ag-polychron'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'polychron'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [for rule in rules: {
  name: rule.name
  location: location
  tags: tags
  properties: {
    displayName: rule.name
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT10M'
    criteria: {
      allOf: [
        {
          query: rule.query
          timeAggregation: 'Maximum'
          metricMeasureColumn: rule.column
          operator: 'GreaterThan'
          threshold: rule.threshold
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    // A workspace has no columns of logs that were never written.
    skipQueryValidation: true
    actions: {
      actionGroups: empty(email) ? [] : [
        actions.id
      ]
    }
  }
}]
