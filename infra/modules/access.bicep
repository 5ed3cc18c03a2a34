// What the app's identity may do. Every role is one of the data plane: none can change, delete or read the keys of a resource.

@description('The identity\'s object id.')
param principalId string

param storageName string
param vaultName string
param componentName string

var storageRoles = [
  // Storage Blob Data Owner: the host's leases, timers and keys, and the container with the app's package. The host asks for
  // Owner; Contributor would do for the container alone.
  'b7e6dc6d-f1e8-4753-8033-0f276bb0955b'
  // Storage Queue Data Contributor
  '974c5e8b-45b9-4653-ba55-5f855dd0fb88'
  // Storage Table Data Contributor
  '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3'
]

// Key Vault Secrets User
var vaultRole = '4633458b-17de-408a-b874-0445c86b69e6'

// Monitoring Metrics Publisher
var componentRole = '3913510d-42f4-4e42-8a64-420c390055eb'

resource account 'Microsoft.Storage/storageAccounts@2023-05-01' existing = {
  name: storageName
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource component 'Microsoft.Insights/components@2020-02-02' existing = {
  name: componentName
}

resource toStorage 'Microsoft.Authorization/roleAssignments@2022-04-01' = [for role in storageRoles: {
  name: guid(account.id, principalId, role)
  scope: account
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', role)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}]

resource toVault 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, principalId, vaultRole)
  scope: vault
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', vaultRole)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}

resource toComponent 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(component.id, principalId, componentRole)
  scope: component
  properties: {
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', componentRole)
    principalId: principalId
    principalType: 'ServicePrincipal'
  }
}
