using 'main.bicep'

// For trying things out: one copy of the data, nothing that costs while nobody calls.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'polychron-dev')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param extraTags = {
  stage: 'dev'
}
param operatorKey = readEnvironmentVariable('POLYCHRON_OPERATOR_KEY')
param bootstrapToken = readEnvironmentVariable('POLYCHRON_BOOTSTRAP_TOKEN')
param storageSku = 'Standard_LRS'
param maximumInstanceCount = 40
param alwaysReadyHttpInstances = 0
param privateNetwork = false
param logRetentionDays = 30
