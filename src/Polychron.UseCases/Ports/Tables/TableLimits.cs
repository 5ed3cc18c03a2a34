namespace Polychron.UseCases.Ports.Tables;

/// <summary>
/// The limits of the table port. They are those of Azure Table Storage ("Scalability and performance targets for Table
/// storage" and "Performing entity group transactions"), so that what works on one machine works in the cloud.
/// </summary>
public static class TableLimits
{
    /// <summary>The most writes in a batch.</summary>
    public const int MaxBatchRows = 100;

    /// <summary>
    /// The most bytes in a batch: keys and values of its writes. Table Storage takes a request of 4 MiB, in which values
    /// are Base64 (four bytes for three) and each write brings an envelope with its keys, escaped, twice.
    /// </summary>
    public const int MaxBatchBytes = 2560 * 1024;

    /// <summary>The most bytes in a row's value. A Table Storage entity holds 1 MiB in properties of 64 KiB.</summary>
    public const int MaxDataBytes = 512 * 1024;

    /// <summary>The most rows in a page of a range query.</summary>
    public const int MaxPageRows = 1000;

    /// <summary>
    /// The most a key may weigh: its characters once escaped for Table Storage, where a byte of its UTF-8 form that is a
    /// letter, a digit, - or _ takes one character and any other byte three. The service takes keys of 1 KiB, which is
    /// 512 characters of UTF-16.
    /// </summary>
    public const int MaxKeyWeight = 512;
}
