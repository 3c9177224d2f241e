using Arise.Microscopy.Quality;
using Arise.Recognition;
using Arise.Reporting.Figures;

namespace Arise.Reporting.Imaging;

/// <summary>An image among others that are ordered.</summary>
/// <param name="File">Where it was read from.</param>
/// <param name="Page">Which image of the file; null where there is one.</param>
public sealed record RankedImage(string File, string? Page)
{
    /// <summary>Number of atoms found; 0 where it cannot be used.</summary>
    public int Atoms { get; init; }

    /// <summary>How good it is; null where it cannot be used.</summary>
    public ImageQuality? Quality { get; init; }

    /// <summary>What its atoms form; null where they have no class.</summary>
    public Classification? Classification { get; init; }

    /// <summary>The name of the class, with "?" where it is not known to be it; null where there is none.</summary>
    public string? ClassText => Classification is { Best: { } best } classified
        ? best.Name + (classified.Verdict == Verdict.Unknown ? "?" : "")
        : null;

    /// <summary>Why something is missing, a sentence; null where nothing is.</summary>
    public string? Problem { get; init; }

    /// <summary>The image in gray; null where it could not be read.</summary>
    internal PixelImage? Thumbnail { get; init; }

    /// <summary>File name and page.</summary>
    internal string Title => Page is null ? Path.GetFileName(File) : $"{Path.GetFileName(File)} {Page}";
}
