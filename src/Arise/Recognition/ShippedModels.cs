using Arise.Networks;

namespace Arise.Recognition;

/// <summary>
/// The trained models that come with the library; each is described by its card in the folder models.
/// </summary>
public static class ShippedModels
{
    /// <summary>Name of the model used when none is chosen.</summary>
    public const string DefaultName = "arise-108";

    private static readonly Lazy<BayesianNetwork> DefaultModel = new(() => Read(DefaultName));

    /// <summary>The model used when none is chosen: the 108 published classes. Read once, shared by all.</summary>
    public static BayesianNetwork Default => DefaultModel.Value;

    private static BayesianNetwork Read(string name)
    {
        string file = name + ".safetensors";
        using Stream stream = typeof(ShippedModels).Assembly.GetManifestResourceStream("Arise.Models." + file)
            ?? throw new InvalidOperationException($"The library was built without its model {file}.");
        return ModelFile.Read(stream, file);
    }
}
