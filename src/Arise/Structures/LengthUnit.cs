namespace Arise.Structures;

/// <summary>
/// The unit of the lengths of a structure: Angstrom, unless the comment line of its extended XYZ file says another one,
/// as in <c>unit=pixel</c> of atoms found in an image. It only names lengths; nothing is converted, and the classes do
/// not depend on it.
/// </summary>
/// <param name="Name">What files call it.</param>
public sealed record LengthUnit(string Name)
{
    private const string Key = "unit";

    /// <summary>The unit of all that does not say another one.</summary>
    public static LengthUnit Angstrom { get; } = new("Angstrom");

    /// <summary>In figures: "Å", or the name.</summary>
    public string Symbol => this == Angstrom ? "Å" : VisibleText.Of(Name);

    /// <summary>In plain text: "A", or the name.</summary>
    public string Short => this == Angstrom ? "A" : VisibleText.Of(Name);

    /// <summary>The unit that the properties of a structure name.</summary>
    internal static LengthUnit Of(IReadOnlyDictionary<string, string> properties)
    {
        string name = properties.GetValueOrDefault(Key, "").Trim();
        return name.ToUpperInvariant() is "" or "A" or "Å" or "ANG" or "ANGSTROM" or "ANGSTROMS"
            ? Angstrom
            : new LengthUnit(name);
    }
}
