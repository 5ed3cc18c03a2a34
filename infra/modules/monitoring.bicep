param workspaceName string
param componentName string
param location string
param tags object

@description('How many days logs are kept.')
param retentionDays int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: workspaceName
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: retentionDays
  }
}

resource component 'Microsoft.Insights/components@2020-02-02' = {
  name: componentName
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    // Telemetry is taken from identities that may publish it, not from whoever has read the connection string.
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
output componentName string = component.name
output connectionString string = component.properties.ConnectionString
