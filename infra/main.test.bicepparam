using 'main.bicep'

// As in production where it matters to what is tested: the private network. One copy of the data.
param environmentName = readEnvironmentVariable('AZURE_ENV_NAME', 'polychron-test')
param location = readEnvironmentVariable('AZURE_LOCATION', 'swedencentral')
param extraTags = {
  stage: 'test'
}
param operatorKey = readEnvironmentVariable('POLYCHRON_OPERATOR_KEY')
param bootstrapToken = readEnvironmentVariable('POLYCHRON_BOOTSTRAP_TOKEN')
param storageSku = 'Standard_LRS'
param maximumInstanceCount = 40
param alwaysReadyHttpInstances = 0
param privateNetwork = true
param logRetentionDays = 30
param alertEmail = readEnvironmentVariable('POLYCHRON_ALERT_EMAIL', '')
