targetScope = 'subscription'

@description('The name of the environment; resource names and tags are made from it.')
@minLength(1)
@maxLength(64)
param environmentName string

@description('The region of everything. It has to offer Flex Consumption.')
@metadata({
  azd: {
    type: 'location'
  }
})
param location string

@description('Tags beside the one that azd looks for.')
param extraTags object = {}

@description('The key of the operator API, 16 characters or more. azd makes one and keeps it in the environment.')
@secure()
@minLength(16)
@metadata({
  azd: {
    type: 'generate'
    config: {
      length: 48
      noSpecial: true
    }
  }
})
param operatorKey string

@description('The API token of the owner that the first start creates, 16 to 200 characters. azd makes one and keeps it in the environment.')
@secure()
@minLength(16)
@maxLength(200)
@metadata({
  azd: {
    type: 'generate'
    config: {
      length: 48
      noSpecial: true
    }
  }
})
param bootstrapToken string

@description('The e-mail address of the owner that the first start creates.')
param ownerEmail string = 'owner@example.com'

@description('The name of the owner that the first start creates.')
param ownerName string = 'Owner'

@description('The name of the workspace that the first start creates.')
param workspaceName string = 'My workspace'

@description('The memory of an instance, in MB.')
@allowed([
  2048
  4096
])
param instanceMemoryMB int = 2048

@description('The most instances of each group of functions that scales by itself.')
@minValue(40)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('Instances that always run for HTTP, so that no request waits for a cold start. Each costs by the hour.')
@minValue(0)
@maxValue(20)
param alwaysReadyHttpInstances int = 0

@description('How many requests an instance serves at once before another is started.')
@minValue(1)
@maxValue(1000)
param httpConcurrency int = 100

@description('How often the data is kept, and where: in one place, three zones, or with a copy in the paired region.')
@allowed([
  'Standard_LRS'
  'Standard_ZRS'
  'Standard_GRS'
  'Standard_GZRS'
])
param storageSku string = 'Standard_LRS'

@description('Whether instances are spread over the zones of the region, which has to offer it.')
param zoneRedundant bool = false

@description('Whether storage and vault are reached only through a virtual network.')
param privateNetwork bool = false

@description('How many days logs are kept.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('Who is written to when an alert fires; empty: nobody, the alerts show in the portal alone.')
param alertEmail string = ''

// The same names again on every deployment, and others for another environment, region or subscription.
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = union(extraTags, {
  'azd-env-name': environmentName
})

resource group 'Microsoft.Resources/resourceGroups@2022-09-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-polychron-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-polychron-${token}'
    componentName: 'appi-polychron-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stpoly${token}'
    location: location
    tags: tags
    sku: storageSku
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-poly-${token}'
    location: location
    tags: tags
    operatorKey: operatorKey
    bootstrapToken: bootstrapToken
    privateNetwork: privateNetwork
    workspaceId: monitoring.outputs.workspaceId
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    principalId: identity.outputs.principalId
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    componentName: monitoring.outputs.componentName
  }
}

module network 'modules/network.bicep' = if (privateNetwork) {
  name: 'network'
  scope: group
  params: {
    name: 'vnet-polychron-${token}'
    location: location
    tags: tags
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
  }
}

module app 'modules/app.bicep' = {
  name: 'app'
  scope: group
  params: {
    name: 'func-polychron-${token}'
    planName: 'plan-polychron-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    deploymentContainerUri: storage.outputs.deploymentContainerUri
    connectionString: monitoring.outputs.connectionString
    operatorKeyUri: vault.outputs.operatorKeyUri
    bootstrapTokenUri: vault.outputs.bootstrapTokenUri
    ownerEmail: ownerEmail
    ownerName: ownerName
    workspaceName: workspaceName
    instanceMemoryMB: instanceMemoryMB
    maximumInstanceCount: maximumInstanceCount
    alwaysReadyHttpInstances: alwaysReadyHttpInstances
    httpConcurrency: httpConcurrency
    zoneRedundant: zoneRedundant
    subnetId: privateNetwork ? network!.outputs.appSubnetId : ''
  }
  // An app that starts before it is let in fails, and its Key Vault references stay unresolved for hours.
  dependsOn: [
    access
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
  }
}

@description('The region.')
output AZURE_LOCATION string = location

@description('The resource group.')
output AZURE_RESOURCE_GROUP string = group.name

@description('The vault with the operator key and the owner\'s token.')
output AZURE_KEY_VAULT_NAME string = vault.outputs.name

@description('The function app.')
output SERVICE_API_NAME string = app.outputs.name

@description('Where the server answers.')
output SERVICE_API_URI string = app.outputs.uri

@description('What azd hands to the build as an environment variable, so that it is the one for Azure.')
output FunctionsHost string = 'azure'
