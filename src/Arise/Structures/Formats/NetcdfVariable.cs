namespace Arise.Structures.Formats;

/// <summary>A variable of a classic NetCDF file.</summary>
/// <param name="Kind">Type of its values.</param>
/// <param name="Dimensions">Names of its dimensions.</param>
/// <param name="Shape">Their lengths, 0 for the unlimited one.</param>
/// <param name="Attributes">Its attributes that are texts or single numbers.</param>
/// <param name="IsRecord">Whether its first dimension is the unlimited one.</param>
/// <param name="SliceCount">Values of one record, or of all of it.</param>
/// <param name="Begin">Where its values begin in the file.</param>
internal sealed record NetcdfVariable(
    BinaryNumber Kind,
    IReadOnlyList<string> Dimensions,
    IReadOnlyList<long> Shape,
    IReadOnlyDictionary<string, string> Attributes,
    bool IsRecord,
    long SliceCount,
    long Begin)
{
    /// <summary>Bytes of one record, or of all of it.</summary>
    public long SliceLength => SliceCount * Kind.Size();
}
