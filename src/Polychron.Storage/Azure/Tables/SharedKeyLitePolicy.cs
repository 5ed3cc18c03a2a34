using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Polychron.Storage.Azure.Connections;

namespace Polychron.Storage.Azure.Tables;

/// <summary>
/// Signs a request to the table service with the account's key ("Authorize with Shared Key", the Shared Key Lite form,
/// which the official table client uses too). It runs for every try: the date is part of what is signed.
/// </summary>
internal sealed class SharedKeyLitePolicy(AccountKey key, TimeProvider time) : HttpPipelineSynchronousPolicy
{
    public override void OnSendingRequest(HttpMessage message)
    {
        var date = time.GetUtcNow().UtcDateTime.ToString("R", CultureInfo.InvariantCulture);
        message.Request.Headers.SetValue("x-ms-date", date);
        var signature = Sign(key, date, message.Request.Uri.ToUri());
        message.Request.Headers.SetValue("Authorization", $"SharedKeyLite {key.Account}:{signature}");
    }

    // The canonical resource is the account and the path as it is sent, escapes included; of the query only "comp" would
    // count, which no request of ours has. On the emulator the path begins with the account, so it is there twice.
    private static string Sign(AccountKey key, string date, Uri address)
    {
        var text = Encoding.UTF8.GetBytes($"{date}\n/{key.Account}{address.AbsolutePath}");
        return Convert.ToBase64String(HMACSHA256.HashData(key.Key.Span, text));
    }
}
