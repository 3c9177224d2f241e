namespace Arise.Structures.Formats;

/// <summary>A variable of a MATLAB file.</summary>
/// <param name="Name">Its name; that of a field has the struct before it.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="Columns">Number of columns.</param>
/// <param name="Values">Its numbers, column by column; null for texts.</param>
/// <param name="Texts">Its texts, one per row or cell; null for numbers.</param>
internal sealed record MatVariable(string Name, long Rows, long Columns, double[]? Values, string[]? Texts)
{
    /// <summary>The last part of the name, in lower case, without underscores.</summary>
    public string Word => Name[(Name.LastIndexOf('.') + 1)..].Replace("_", "", StringComparison.Ordinal)
        .ToLowerInvariant();
}
