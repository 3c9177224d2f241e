using Arise.Files;

namespace Arise.Microscopy.Formats;

/// <summary>
/// Reads microscope images from files; the content tells the format, not the name. gzip, bzip2, xz and zstd are
/// undone.
/// </summary>
public static class ImageFile
{
    /// <summary>The images of a file, one at a time: pages of a TIFF, frames of a series, data sets of HDF5.</summary>
    /// <param name="path">File name.</param>
    /// <param name="options">What the file cannot say itself.</param>
    /// <exception cref="ImageFormatException">
    /// While enumerating: no such file, unknown format, or a file that cannot be used.
    /// </exception>
    /// <exception cref="IOException">While enumerating: the file cannot be opened or read.</exception>
    /// <exception cref="MemoryBudgetException">While enumerating: an image needs more than the budget.</exception>
    public static IEnumerable<MicroscopeImage> Read(string path, ImageReadOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options?.Validate();
        return ReadImages(() => ImageSource.Open(path, options?.Note), options ?? new ImageReadOptions());
    }

    /// <summary>Whether a file has the name of an image, with the ending of a compression or without.</summary>
    /// <param name="path">File name.</param>
    public static bool IsNamedAsImage(string path) =>
        Path.GetExtension(Compression.NameWithin(path)).ToUpperInvariant() is
        ".PNG" or ".JPG" or ".JPEG" or ".BMP" or ".TIF" or ".TIFF" or ".BTF" or ".NPY" or ".DM3" or ".DM4" or ".EMD"
        or ".H5" or ".HDF5" or ".MRC" or ".MRCS";

    /// <summary>The images of a stream that can be read here and there.</summary>
    /// <inheritdoc cref="Read(string, ImageReadOptions?)"/>
    internal static IEnumerable<MicroscopeImage> Read(Stream stream, string name, ImageReadOptions? options = null) =>
        ReadImages(() => ImageSource.Of(stream, name, options?.Note), options ?? new ImageReadOptions());

    private static IEnumerable<MicroscopeImage> ReadImages(Func<ImageSource> open, ImageReadOptions options)
    {
        using ImageSource source = open();
        ImageSet images = ImageFormat.Of(source).Open(source);
        if (options.Page is { } page)
        {
            if (page > images.Count)
            {
                throw source.Error(images.Count == 1
                    ? $"there is no image {page}; the file holds one."
                    : $"there is no image {page}; the file holds {images.Count}.");
            }

            yield return images.Read(page - 1);
            yield break;
        }

        for (int index = 0; index < images.Count; index++)
            yield return images.Read(index);
    }
}
