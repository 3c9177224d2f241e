namespace Arise.Structures;

/// <summary>
/// The unit of the lengths of a structure: Angstrom, unless the comment line of its extended XYZ file says another one,
/// as in <c>unit=pixel</c> of atoms found in an image. It only names lengths; nothing is converted, and the classes do
/// not depend on it.
/// </summary>
/// <param name="Name">What files call it.</param>
public sealed record LengthUnit(string Name)
{
    /// <summary>The property of a structure that names its unit.</summary>
    internal const string Key = "unit";

    /// <summary>The unit of all that does not say another one.</summary>
    public static LengthUnit Angstrom { get; } = new("Angstrom");

    /// <summary>In figures: "Å", or the name.</summary>
    public string Symbol => this == Angstrom ? "Å" : VisibleText.Of(Name);

    /// <summary>In plain text: "A", or the name.</summary>
    public string Short => this == Angstrom ? "A" : VisibleText.Of(Name);

    /// <summary>Whether lengths are counted in pixels of an image.</summary>
    internal bool IsPixel => Name.Trim().ToUpperInvariant() is "PIXEL" or "PIXELS" or "PX" or "PIX";

    /// <summary>
    /// The unit in Angstrom, or null when it is none of length. The Bohr radius is that of CODATA 2018.
    /// </summary>
    public double? InAngstrom => Name.Trim().ToUpperInvariant() switch
    {
        "" or "A" or "Å" or "\u212b" or "ANG" or "ANGSTROM" or "ANGSTROMS" => 1,
        "NM" or "NANOMETER" or "NANOMETERS" or "NANOMETRE" or "NANOMETRES" => 10,
        "PM" or "PICOMETER" or "PICOMETERS" or "PICOMETRE" or "PICOMETRES" => 0.01,
        "UM" or "\u039cM" or "MICRON" or "MICRONS" or "MICROMETER" or "MICROMETERS" => 1e4,
        "M" or "METER" or "METERS" => 1e10,
        "BOHR" or "A.U." or "AU" => 0.529177210903,
        _ => null,
    };

    /// <summary>The unit that the properties of a structure name.</summary>
    internal static LengthUnit Of(IReadOnlyDictionary<string, string> properties)
    {
        string name = properties.GetValueOrDefault(Key, "").Trim();
        return name.ToUpperInvariant() is "" or "A" or "Å" or "ANG" or "ANGSTROM" or "ANGSTROMS"
            ? Angstrom
            : new LengthUnit(name);
    }
}
