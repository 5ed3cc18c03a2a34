namespace Polychron.Storage.Azure.Connections;

/// <summary>An account's name and its secret key.</summary>
internal sealed class AccountKey(string account, byte[] key)
{
    public string Account => account;

    public ReadOnlyMemory<byte> Key => key;

    public string ToBase64() => Convert.ToBase64String(key);
}
