param name string
param planName string
param location string
param tags object

@description('The identity as which the app reaches everything else.')
param identityId string
param identityClientId string

param storageName string

@description('Where the app\'s package is put and started from.')
param deploymentContainerUri string

@description('Of Application Insights; it lets nobody in by itself.')
param connectionString string

@description('Where the vault has the secrets, without a version.')
param operatorKeyUri string
param bootstrapTokenUri string

param ownerEmail string
param ownerName string
param workspaceName string
param instanceMemoryMB int
param maximumInstanceCount int
param alwaysReadyHttpInstances int
param httpConcurrency int
param zoneRedundant bool

@description('The subnet through which the app goes out; empty: none.')
param subnetId string

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    tier: 'FlexConsumption'
    name: 'FC1'
  }
  properties: {
    reserved: true
    zoneRedundant: zoneRedundant
  }
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  kind: 'functionapp,linux'
  // azd finds by this tag where the service of azure.yaml is to be deployed.
  tags: union(tags, {
    'azd-service-name': 'api'
  })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    publicNetworkAccess: 'Enabled'
    // Without it Key Vault references are resolved as the system-assigned identity, which this app has not.
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: deploymentContainerUri
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        instanceMemoryMB: instanceMemoryMB
        maximumInstanceCount: maximumInstanceCount
        alwaysReady: alwaysReadyHttpInstances == 0 ? [] : [
          {
            name: 'http'
            instanceCount: alwaysReadyHttpInstances
          }
        ]
        triggers: {
          // Writes of one workspace share a batch within an instance and contend between instances: few busy ones are better
          // than many idle ones.
          http: {
            perInstanceConcurrency: httpConcurrency
          }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      appSettings: [
        {
          name: 'AzureWebJobsStorage__accountName'
          value: storageName
        }
        {
          name: 'AzureWebJobsStorage__credential'
          value: 'managedidentity'
        }
        {
          name: 'AzureWebJobsStorage__clientId'
          value: identityClientId
        }
        {
          name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
          value: connectionString
        }
        {
          name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
          value: 'ClientId=${identityClientId};Authorization=AAD'
        }
        {
          // The server has a page of its own at the root.
          name: 'AzureWebJobsDisableHomepage'
          value: 'true'
        }
        {
          name: 'Polychron__OperatorKey'
          value: '@Microsoft.KeyVault(SecretUri=${operatorKeyUri})'
        }
        {
          name: 'Polychron__Bootstrap__Token'
          value: '@Microsoft.KeyVault(SecretUri=${bootstrapTokenUri})'
        }
        {
          name: 'Polychron__Bootstrap__Email'
          value: ownerEmail
        }
        {
          name: 'Polychron__Bootstrap__Name'
          value: ownerName
        }
        {
          name: 'Polychron__Bootstrap__Workspace'
          value: workspaceName
        }
      ]
    }
  }
}

// Deployments sign in as a person or a pipeline, never with a password of the app.
resource noFtpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'ftp'
  properties: {
    allow: false
  }
}

resource noScmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = {
  parent: app
  name: 'scm'
  properties: {
    allow: false
  }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
