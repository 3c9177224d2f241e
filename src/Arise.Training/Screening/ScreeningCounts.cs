namespace Arise.Screening;

/// <summary>What a screening has done.</summary>
/// <param name="Classified">Structures that were classified.</param>
/// <param name="Repeated">Structures that another source had already, atom by atom; they share its result.</param>
/// <param name="Present">Structures that stood in the database before, unchanged.</param>
/// <param name="Problems">Entries without a result; the database says why.</param>
public sealed record ScreeningCounts(long Classified, long Repeated, long Present, long Problems)
{
    /// <summary>All entries that were looked at.</summary>
    public long Total => Classified + Repeated + Present + Problems;
}
