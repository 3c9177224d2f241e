using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Arise.Cli;

/// <summary>
/// Which images and settings atoms come from, in a few letters: what a run that goes on must have again.
/// </summary>
internal static class ImageRunKey
{
    private const int Part = 1 << 16;

    /// <summary>The key: names, lengths, beginnings and ends of the files, and the settings.</summary>
    /// <param name="files">The images.</param>
    /// <param name="settings">What else decides the atoms.</param>
    public static string Of(IEnumerable<string> files, params object?[] settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (object? setting in settings)
            Add(Convert.ToString(setting, CultureInfo.InvariantCulture) ?? "");
        foreach (string file in files)
        {
            Add(Path.GetFileName(file));
            // What is no file, or cannot be read, ends with its own error.
            if (!File.Exists(file))
                continue;
            try
            {
                using FileStream stream = File.OpenRead(file);
                if (!stream.CanSeek)
                    continue;
                Add(stream.Length.ToString(CultureInfo.InvariantCulture));
                var part = new byte[Part];
                hash.AppendData(part, 0, stream.ReadAtLeast(part, Part, throwOnEndOfStream: false));
                stream.Seek(-Math.Min(Part, stream.Length), SeekOrigin.End);
                hash.AppendData(part, 0, stream.ReadAtLeast(part, Part, throwOnEndOfStream: false));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                continue;
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..16];

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes(text + "\n"));
    }
}
