using Arise.Microscopy;
using Arise.Microscopy.Formats;
using Arise.Reporting.Imaging;

namespace Arise.Cli;

/// <summary>The images of several files; a file or image that cannot be used ends only itself.</summary>
internal sealed class ImageInputs
{
    private readonly NamedFiles _inputs;
    private readonly ImageReadOptions _options;

    /// <summary>Takes the names of files, folders and patterns (<see cref="InputNames"/>).</summary>
    public ImageInputs(IEnumerable<string> names, ImageReadOptions options)
    {
        _options = options;
        _inputs = new NamedFiles(
            names, name => InputNames.Of(name, ImageFile.IsNamedAsImage, "image", ImageReport.IsResult));
    }

    /// <summary>The files, folders and patterns replaced by what they stand for.</summary>
    public IReadOnlyList<string> Files => _inputs.Files;

    /// <summary>What was left out of folders, a sentence each.</summary>
    public IReadOnlyList<string> Notes => _inputs.Notes;

    /// <summary>One image, or the error that ended its file.</summary>
    public readonly record struct Item(string File, MicroscopeImage? Image, string? Error);

    /// <summary>The images of all files in order.</summary>
    public IEnumerable<Item> Read()
    {
        foreach ((string file, string? error) in _inputs.All)
        {
            if (error is not null)
            {
                yield return new Item(file, null, error);
                continue;
            }

            using IEnumerator<MicroscopeImage> images = ImageFile.Read(file, _options).GetEnumerator();
            while (Next(file, images) is { } item)
            {
                yield return item;
                if (item.Error is not null)
                    break;
            }
        }
    }

    private static Item? Next(string file, IEnumerator<MicroscopeImage> images)
    {
        WorkInHand.Input = file;
        try
        {
            return images.MoveNext() ? new Item(file, images.Current, null) : null;
        }
        catch (ImageFormatException error)
        {
            return new Item(file, null, error.Message);
        }
        catch (Exception error) when (error is AriseException or IOException or UnauthorizedAccessException)
        {
            return new Item(file, null, $"{file}: {ErrorText.Of(error)}");
        }
    }
}
