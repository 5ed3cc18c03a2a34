@description('The name of the vault: 3 to 24 letters, digits and hyphens.')
@minLength(3)
@maxLength(24)
param name string

param location string
param tags object

@secure()
param operatorKey string

@secure()
param bootstrapToken string

@description('Whether the vault is reached only through a private endpoint.')
param privateNetwork bool

@description('Where diagnostics go.')
param workspaceId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Neither this template nor its author can lose the vault for good before the 90 days are over.
    enablePurgeProtection: true
    publicNetworkAccess: privateNetwork ? 'Disabled' : 'Enabled'
    networkAcls: {
      bypass: 'AzureServices'
      defaultAction: privateNetwork ? 'Deny' : 'Allow'
    }
  }
}

resource operatorKeySecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'operator-key'
  properties: {
    value: operatorKey
    contentType: 'Polychron__OperatorKey'
  }
}

resource bootstrapTokenSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'bootstrap-token'
  properties: {
    value: bootstrapToken
    contentType: 'Polychron__Bootstrap__Token'
  }
}

// Who read which secret, and when.
resource diagnostics 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}

output name string = vault.name

// Without a version: a new version of the secret reaches the app by itself, within a day or at its next start.
output operatorKeyUri string = '${vault.properties.vaultUri}secrets/${operatorKeySecret.name}'
output bootstrapTokenUri string = '${vault.properties.vaultUri}secrets/${bootstrapTokenSecret.name}'
