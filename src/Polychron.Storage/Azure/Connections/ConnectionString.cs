namespace Polychron.Storage.Azure.Connections;

/// <summary>
/// Reads a storage account's connection string, as the portal shows it and the emulator documents it. Its errors never
/// repeat what they read: it holds the key.
/// </summary>
internal static class ConnectionString
{
    // The emulator's account and key are the same everywhere and published by its documentation; they protect nothing.
    private const string Development = """
        DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;
        AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;
        QueueEndpoint=http://127.0.0.1:10001/devstoreaccount1;TableEndpoint=http://127.0.0.1:10002/devstoreaccount1
        """;

    private const string DefaultSuffix = "core.windows.net";

    /// <exception cref="FormatException">A part is missing or malformed; the message names the part.</exception>
    public static AzureStorageConnection Parse(string text)
    {
        var parts = Split(text);
        if (parts.TryGetValue("UseDevelopmentStorage", out var development)
            && development.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            parts = Split(Development);
        }

        return new AzureStorageConnection(Endpoint(parts, "table"), Endpoint(parts, "queue"), Key(parts));
    }

    /// <summary>The address that a service of an account has in a cloud, unless it is configured.</summary>
    public static Uri DefaultEndpoint(string account, string service, string suffix = DefaultSuffix, string scheme = "https")
        => Address($"{scheme}://{account}.{service}.{suffix}", service);

    /// <summary>Reads the address of a service, with or without a slash at its end.</summary>
    /// <exception cref="FormatException">It is no absolute http or https address.</exception>
    public static Uri Address(string text, string service)
        => Uri.TryCreate(text.TrimEnd('/'), UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new FormatException($"The address of the storage account's {service} service is no http or https address.");

    private static Dictionary<string, string> Split(string text)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            // Only the first: a key is Base64 and ends in the same character.
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                throw new FormatException("The storage connection string has a part that is not of the form name=value.");
            }

            parts[part[..equals].Trim()] = part[(equals + 1)..].Trim();
        }

        return parts;
    }

    private static Uri Endpoint(Dictionary<string, string> parts, string service)
    {
        if (parts.TryGetValue(service + "Endpoint", out var address))
        {
            return Address(address, service);
        }

        return DefaultEndpoint(
            Required(parts, "AccountName"),
            service,
            parts.GetValueOrDefault("EndpointSuffix", DefaultSuffix),
            parts.GetValueOrDefault("DefaultEndpointsProtocol", "https"));
    }

    private static AccountKey Key(Dictionary<string, string> parts)
    {
        if (parts.ContainsKey("SharedAccessSignature"))
        {
            throw new FormatException(
                "The storage connection string has a SharedAccessSignature. Use one with an AccountKey, or an identity (AzureWebJobsStorage__accountName).");
        }

        var account = Required(parts, "AccountName");
        var base64 = Required(parts, "AccountKey");
        var key = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, key, out var length)
            ? new AccountKey(account, key[..length])
            : throw new FormatException("The AccountKey of the storage connection string is no Base64.");
    }

    private static string Required(Dictionary<string, string> parts, string name)
        => parts.TryGetValue(name, out var value) && value.Length > 0
            ? value
            : throw new FormatException($"The storage connection string has no {name}.");
}
