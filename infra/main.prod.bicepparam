using 'main.bicep'

// Data in three zones, instances spread over them and one always ready, storage and vault off the internet.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'polychron-prod')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param extraTags = {
  stage: 'prod'
}
param operatorKey = readEnvironmentVariable('POLYCHRON_OPERATOR_KEY')
param bootstrapToken = readEnvironmentVariable('POLYCHRON_BOOTSTRAP_TOKEN')
param ownerEmail = readEnvironmentVariable('POLYCHRON_OWNER_EMAIL')
param storageSku = 'Standard_ZRS'
param maximumInstanceCount = 100
param alwaysReadyHttpInstances = 2
param zoneRedundant = true
param privateNetwork = true
param logRetentionDays = 90
param alertEmail = readEnvironmentVariable('POLYCHRON_ALERT_EMAIL')
