@description('The name of the identity.')
param name string

param location string
param tags object

// Assigned by the user and not by the system: it exists, and is let in, before the app first starts.
resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: name
  location: location
  tags: tags
}

output id string = identity.id
output principalId string = identity.properties.principalId
output clientId string = identity.properties.clientId
