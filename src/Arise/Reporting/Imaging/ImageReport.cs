using System.Globalization;
using System.Text;
using Arise.Files;
using Arise.Microscopy;
using Arise.Structures;
using Arise.Structures.Formats;

namespace Arise.Reporting.Imaging;

/// <summary>
/// The files of atoms found in images: <c>atoms.xyz</c> with a frame per image, <c>atoms.csv</c> with a row per atom,
/// <c>images.csv</c> with a row per image, and <c>overlay.png</c> (<c>overlay-0001.png</c>, ... of several). They
/// appear once they are complete.
/// </summary>
/// <remarks>
/// Lengths of the atoms are in Angstrom where the pixel size is known, else in pixels, which the frame says
/// (<c>unit=pixel</c>) and the table (column <c>unit</c>). x = column and y = row, which grows downwards.
/// </remarks>
/// <example>
/// <code>
/// using var report = new ImageReport("image-atoms");
/// MicroscopeImage image = ImageFile.Read("image.tif").First();
/// report.Add("image.tif", image, new AtomSearch().Find(image));
/// report.Complete();
/// </code>
/// </example>
public sealed class ImageReport : IDisposable
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly OutputFolder _folder;
    private readonly ReplacingFile _atomFile, _tableFile;
    private readonly StreamWriter _atoms, _table;
    private readonly ReportTable _images = new(
        "file", "page", "width", "height", "pixel_size", "atoms", "spacing", "unit", "finder", "inverted", "lattice",
        "signal_to_noise", "usable_share", "saturated_share", "problem");

    /// <summary>Begins the files.</summary>
    /// <param name="folder">Where they shall be; it is created if need be.</param>
    /// <param name="overwrite">Whether older results in the folder may go; they stand until these are complete.</param>
    /// <exception cref="IOException">The folder cannot be written, or holds other results or files.</exception>
    public ImageReport(string folder, bool overwrite = false)
    {
        _folder = OutputFolder.Begin(folder, ResultKind.Image, overwrite);
        _atomFile = new ReplacingFile(Path.Combine(_folder.Path, "atoms.xyz"));
        _atoms = new StreamWriter(_atomFile.Stream, Utf8, 1 << 16, leaveOpen: true);
        _tableFile = new ReplacingFile(Path.Combine(_folder.Path, "atoms.csv"));
        _table = new StreamWriter(_tableFile.Stream, Utf8, 1 << 16, leaveOpen: true) { NewLine = "\n" };
        _table.WriteLine(
            "image,element,x,y,unit,x_pixel,y_pixel,intensity,width,confidence,position_error,species_probability");
    }

    /// <summary>What decides the atoms, the same for the same images and settings; may be null.</summary>
    public string? Run { get; init; }

    /// <summary>Whether a folder holds the complete atoms of a run.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="run">What decided them (<see cref="Run"/>).</param>
    /// <exception cref="IOException">The folder is damaged.</exception>
    public static bool Holds(string folder, string run)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        OutputFolder.Recover(folder);
        return ResultIndex.Read(folder) is { IsComplete: true } index && index.IsOf(ResultKind.Image, run)
            && File.Exists(Path.Combine(folder, "atoms.xyz"));
    }

    /// <summary>
    /// Whether a file is one of the results in its folder, of this or another verb: no image to look at.
    /// </summary>
    /// <param name="path">File name.</param>
    public static bool IsResult(string path)
    {
        try
        {
            string name = Path.GetFileName(path);
            return ResultIndex.Read(Path.GetDirectoryName(Path.GetFullPath(path))!) is { } index
                && (index.Files.Contains(name) || ResultNames.Has(index.Kind, name));
        }
        catch (IOException)
        {
            // A damaged index says nothing.
            return false;
        }
    }

    /// <summary>Number of images with atoms so far.</summary>
    public int Count { get; private set; }

    /// <summary>Writes an image.</summary>
    /// <param name="file">Where it was read from.</param>
    /// <param name="image">The image.</param>
    /// <param name="found">Its atoms.</param>
    /// <exception cref="IOException">Nothing can be written.</exception>
    public void Add(string file, MicroscopeImage image, FoundAtoms found)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(found);
        Count++;
        string name = image.Name is null ? Path.GetFileName(file) : $"{Path.GetFileName(file)} {image.Name}";
        AtomicStructure structure = found.ToStructure(name);
        StructureFormat.ExtendedXyz.Writer!.Write(structure, _atoms, "atoms.xyz");
        double scale = found.PixelSize ?? 1;
        string unit = structure.LengthUnit.Name;
        for (int k = 0; k < found.Atoms.Length; k++)
        {
            FoundAtom atom = found.Atoms[k];
            string element = found.Species.IsEmpty ? "C" : found.Species[k].Symbol;
            double? probability = found.SpeciesProbabilities.IsEmpty ? null : found.SpeciesProbabilities[k];
            _table.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{Count},{element},{scale * atom.X:0.####},{scale * atom.Y:0.####},{unit},{atom.X:0.###},"
                + $"{atom.Y:0.###},{atom.Intensity:G6},{scale * atom.Width:0.####},{atom.Confidence:0.####},"
                + $"{scale * atom.PositionError:0.####},{probability:0.####}"));
        }

        AddRow(
            file, image,
            found.PixelSize?.ToString("G6", CultureInfo.InvariantCulture) ?? "",
            found.Atoms.Length.ToString(CultureInfo.InvariantCulture),
            (scale * found.Spacing).ToString("0.####", CultureInfo.InvariantCulture), unit, found.Finder,
            found.IsInverted ? "true" : "false", found.HasLattice ? "true" : "false",
            found.SignalToNoise.ToString("G4", CultureInfo.InvariantCulture),
            found.UsableShare.ToString("0.####", CultureInfo.InvariantCulture),
            found.SaturatedShare.ToString("0.####", CultureInfo.InvariantCulture), "");
        ImageOverlay.Write(Path.Combine(_folder.Path, OverlayName(Count)), image, found);
    }

    /// <summary>Notes an image without atoms.</summary>
    /// <param name="file">Where it was read from.</param>
    /// <param name="image">The image; null where it could not be read.</param>
    /// <param name="problem">Why there are none, a sentence.</param>
    public void AddProblem(string file, MicroscopeImage? image, string problem) =>
        AddRow(
            file, image, "", "", "", "", "", "", "", "", "", "",
            ImageRanking.Reason(problem, file, image?.Name));

    /// <summary>Puts all files in place.</summary>
    /// <exception cref="InvalidOperationException">There is no image with atoms.</exception>
    /// <exception cref="IOException">Nothing can be written, or other files are in the way.</exception>
    public void Complete()
    {
        if (Count == 0)
            throw new InvalidOperationException("There is no image with atoms to write.");
        if (Count == 1)
        {
            File.Move(
                Path.Combine(_folder.Path, OverlayName(1)), Path.Combine(_folder.Path, "overlay.png"),
                overwrite: true);
        }

        _atoms.Flush();
        _atomFile.Commit();
        _table.Flush();
        _tableFile.Commit();
        _images.WriteCsv(Path.Combine(_folder.Path, "images.csv"));
        _folder.Commit(Run);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _atomFile.Dispose();
        _tableFile.Dispose();
        _folder.Dispose();
    }

    private static string OverlayName(int number) =>
        string.Create(CultureInfo.InvariantCulture, $"overlay-{number:0000}.png");

    private void AddRow(string file, MicroscopeImage? image, params string[] cells) => _images.Add(
    [
        file, image?.Name ?? "", image?.Width.ToString(CultureInfo.InvariantCulture) ?? "",
        image?.Height.ToString(CultureInfo.InvariantCulture) ?? "", .. cells,
    ]);
}
