namespace Arise.Structures.Formats;

/// <summary>What a reader cannot know from the file alone.</summary>
public sealed record StructureReadOptions
{
    /// <summary>The format; null to recognize it by content and name.</summary>
    public StructureFormat? Format { get; init; }

    /// <summary>
    /// Element of each atom type, for files that only number their types (LAMMPS, VASP 4, XYZ): the first entry is
    /// type 1. It overrides what such a file says itself. A single entry also serves files that say nothing of types.
    /// Null when the file is expected to say it.
    /// </summary>
    public IReadOnlyList<ChemicalElement>? TypeElements { get; init; }

    /// <summary>
    /// Takes what is left out of a file, as a sentence with file and line: alternate locations, columns that no header
    /// names, frames without atoms. Called once for a file and a kind, while its frames are enumerated.
    /// </summary>
    public Action<string>? Note { get; init; }

    /// <summary>
    /// Takes the error of a frame that cannot be used; the frames behind it are read if they can be found. Null throws
    /// the error, which ends the file.
    /// </summary>
    public Action<StructureFormatException>? BrokenFrame { get; init; }

    /// <summary>
    /// Unit of the lengths in a table of positions (CSV, NumPy, MATLAB); it overrides what the table says itself. Null
    /// for what it says, else Angstrom. Units of length (nm, pm, um, bohr, ...) are converted to Angstrom; any other
    /// word, such as pixel, only names the unit.
    /// </summary>
    public LengthUnit? LengthUnit { get; init; }

    /// <summary>
    /// Length of a pixel in Angstrom, for a table of positions in pixels, which are then converted. Null leaves them.
    /// </summary>
    public double? PixelSize { get; init; }

    /// <summary>Refuses settings that nothing can be read with.</summary>
    /// <exception cref="ArgumentException">The pixel size is no positive number.</exception>
    public void Validate() => Setting.Require(
        PixelSize is null or (> 0 and < double.PositiveInfinity), nameof(PixelSize),
        $"A pixel size of {PixelSize} Angstrom: it must be a positive number.");
}
