namespace Arise.Microscopy;

/// <summary>Whether atoms are bright or dark in an image.</summary>
public enum ImageContrast
{
    /// <summary>The image tells: by its noise, which grows with the intensity, else by its shape.</summary>
    Automatic,

    /// <summary>Atoms are bright, as in annular dark field.</summary>
    Bright,

    /// <summary>Atoms are dark, as in bright field or in an inverted image.</summary>
    Dark,
}
