using System.Collections.Immutable;
using Arise.Networks.Models;

namespace Arise.Recognition;

/// <summary>
/// The trained models that come with the library; each is described by its card in the folder models.
/// </summary>
public static class ShippedModels
{
    /// <summary>Name of the model used when none is chosen.</summary>
    public const string DefaultName = "arise-families";

    private const string Folder = "Arise.Models.";
    private const string Extension = ".safetensors";

    private static readonly Lazy<BayesianNetwork> DefaultModel = new(() => Read(DefaultName));

    /// <summary>The model used when none is chosen: families of crystals. Read once, shared by all.</summary>
    public static BayesianNetwork Default => DefaultModel.Value;

    /// <summary>Names of the models that come with the library.</summary>
    public static ImmutableArray<string> Names { get; } =
        [.. typeof(ShippedModels).Assembly.GetManifestResourceNames()
            .Where(resource => resource.StartsWith(Folder, StringComparison.Ordinal))
            .Select(resource => resource[Folder.Length..^Extension.Length])
            .Order(StringComparer.Ordinal)];

    /// <summary>The model of a name, or of a file where there is one with this name.</summary>
    /// <param name="nameOrPath">One of <see cref="Names"/>, or a file from training.</param>
    /// <exception cref="FileNotFoundException">Neither a file nor a shipped model.</exception>
    /// <exception cref="ModelFormatException">The file is damaged or is not a model.</exception>
    public static BayesianNetwork Find(string nameOrPath)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(nameOrPath);
        if (File.Exists(nameOrPath))
            return ModelFile.Read(nameOrPath);
        if (nameOrPath == DefaultName)
            return Default;
        return Names.Contains(nameOrPath)
            ? Read(nameOrPath)
            : throw new FileNotFoundException(
                $"{nameOrPath}: no such file, and no shipped model of this name ({string.Join(", ", Names)}).");
    }

    private static BayesianNetwork Read(string name)
    {
        using Stream stream = typeof(ShippedModels).Assembly.GetManifestResourceStream(Folder + name + Extension)
            ?? throw new InvalidOperationException($"The library was built without its model {name}.");
        return ModelFile.Read(stream, name + Extension);
    }
}
